package in.suchi.district;

import in.suchi.config.ConfigurationProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/**
 * Makes the routes of each endpoint from the templates of the route files, once those are loaded: each endpoint has its own
 * consumers, so that one that hangs delays nobody else.
 */
@Component
class EndpointRoutes implements CamelContextConfiguration {

    private static final Map<String, String> REMEDIES = Map.of(
            "known-hosts", "put the server's key there (ssh-keyscan, compared with the district by telephone)",
            "private-key", "put the key there, readable for the hub alone");

    private final DistrictEndpoints endpoints;

    EndpointRoutes(DistrictEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        try {
            context.addStartupListener(new AfterRoutes());
        } catch (Exception e) {
            throw new IllegalStateException("the endpoints' routes cannot be made", e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // everything is done when the routes of the files are there
    }

    private final class AfterRoutes implements ExtendedStartupListener {
        @Override
        public void onCamelContextStarting(CamelContext context, boolean alreadyStarted) {
            endpoints.all().forEach(of -> {
                check(of);
                bind(context, of);
            });
        }

        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            // the templates' routes are added when all others run
        }

        @Override
        public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
            endpoints.all().forEach(of -> addRoutes(context, of));
        }
    }

    private void check(DistrictEndpoints.Of of) {
        of.endpoint().files().forEach((key, path) -> {
            if (!Files.isReadable(Path.of(path))) {
                throw problem(
                        of, key, path, REMEDIES.getOrDefault(key, "put the PEM file there, readable for the hub"));
            }
        });
    }

    private ConfigurationProblem problem(DistrictEndpoints.Of of, String key, String value, String remedy) {
        return new ConfigurationProblem(
                endpoints.file(),
                "districts." + of.district() + ".endpoints " + of.endpoint().id() + " " + key,
                value,
                remedy);
    }

    /** Addresses only refer to secrets and clients, so no log that shows an address can show one. */
    private void bind(CamelContext context, DistrictEndpoints.Of of) {
        try {
            of.endpoint().beans().forEach((name, bean) -> context.getRegistry()
                    .bind(name + "-" + of.endpoint().id(), bean));
        } catch (IllegalStateException e) {
            throw problem(
                    of,
                    "certificate, key or trust",
                    String.valueOf(of.endpoint().files()),
                    "they must be PEM, belong together, and open with the key-password");
        }
    }

    private void addRoutes(CamelContext context, DistrictEndpoints.Of of) {
        Endpoint endpoint = of.endpoint();
        endpoint.templates().forEach(template -> add(context, template, of));
        endpoint.gets().forEach(content -> add(context, content.template(), of));
        if (endpoint.keepsIndex()) {
            add(context, "write-index", of);
        }
    }

    private static void add(CamelContext context, String template, DistrictEndpoints.Of of) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, template)
                .routeId(template + "-" + of.endpoint().id())
                .parameter("district", of.district())
                .parameter("endpoint", of.endpoint().id());
        of.endpoint().parameters().forEach(builder::parameter);
        builder.add();
    }
}
