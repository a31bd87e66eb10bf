package in.suchi.sandbox;

import java.util.List;

/** A district as the people generator needs it: its English name and what else people write for it. */
public record GeneratorDistrict(String name, List<String> aliases) {
    public GeneratorDistrict {
        aliases = List.copyOf(aliases);
    }
}
