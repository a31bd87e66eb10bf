package in.suchi.district;

import static in.suchi.config.InvalidValue.present;

import in.suchi.config.InvalidValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The content of districts.yaml. Ids are unique over all endpoints, LGD codes over all districts. */
record DistrictsFile(Map<String, Block> districts) {

    /** One district. */
    record Block(Integer lgd, List<Endpoint> endpoints) {
        Block {
            present("lgd", lgd, "write the district's LGD code (config/districts.csv has them)");
            endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        }
    }

    DistrictsFile {
        present("districts", districts, "write one block for each district");
        Set<String> ids = new HashSet<>();
        Map<Integer, String> slugs = new LinkedHashMap<>();
        districts.forEach((slug, block) -> {
            if (!slug.matches("[a-z]+(-[a-z]+)*")) {
                throw new InvalidValue(
                        "districts", slug, "write the district's English name in lower case, e.g. east-champaran");
            }
            if (block == null) {
                throw new InvalidValue("districts." + slug, null, "write at least the district's lgd");
            }
            String other = slugs.putIfAbsent(block.lgd(), slug);
            if (other != null) {
                throw new InvalidValue(
                        "districts." + slug + ".lgd", block.lgd(), "this code is " + other + "'s already; correct one");
            }
            if (block.endpoints().stream()
                            .filter(QueueEndpoint.class::isInstance)
                            .count()
                    > 1) {
                throw new InvalidValue(
                        "districts." + slug + ".endpoints",
                        "two of kind queue",
                        "leave one: both would be the queue roster.out." + slug);
            }
            for (Endpoint endpoint : block.endpoints()) {
                if (!ids.add(endpoint.id())) {
                    throw new InvalidValue(
                            "districts." + slug + ".endpoints",
                            endpoint.id(),
                            "another endpoint has this id; choose another, e.g. " + slug + "-2");
                }
            }
        });
        districts = Map.copyOf(districts);
    }
}
