package in.suchi.district;

import in.suchi.config.ConfigurationProblem;
import in.suchi.district.Endpoint.Content;
import java.nio.file.Files;
import java.nio.file.Path;
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
            endpoints.all().forEach(EndpointRoutes.this::check);
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
        if (of.endpoint() instanceof SftpEndpoint sftp) {
            readable("known-hosts", sftp.knownHosts(), of);
            if (sftp.privateKey() != null) {
                readable("private-key", sftp.privateKey(), of);
            }
        }
    }

    private void readable(String key, String path, DistrictEndpoints.Of of) {
        if (!Files.isReadable(Path.of(path))) {
            throw new ConfigurationProblem(
                    endpoints.file(),
                    "districts." + of.district() + ".endpoints " + of.endpoint().id() + " " + key,
                    path,
                    key.equals("known-hosts")
                            ? "put the server's key there (ssh-keyscan, compared with the district by telephone)"
                            : "put the key there, readable for the hub alone");
        }
    }

    private void addRoutes(CamelContext context, DistrictEndpoints.Of of) {
        if (of.endpoint() instanceof SftpEndpoint sftp) {
            // Addresses only refer to secrets, so no log that shows an address can show one.
            secret(context, "password", sftp, sftp.password());
            secret(context, "passphrase", sftp, sftp.passphrase());
            add(context, "put-files", of.district(), sftp);
            if (sftp.gets().contains(Content.ROSTERS)) {
                add(context, "push-roster", of.district(), sftp);
                if (sftp.audience() == Endpoint.Audience.DISTRICT) {
                    add(context, "write-index", of.district(), sftp);
                }
            }
            if (sftp.gets().contains(Content.CALL_SHEETS)) {
                add(context, "push-call-sheet", of.district(), sftp);
            }
            if (sftp.ack()) {
                add(context, "take-acknowledgement", of.district(), sftp);
            }
            if (sftp.attendance()) {
                add(context, "take-attendance", of.district(), sftp);
                add(context, "return-attendance-rejects", of.district(), sftp);
            }
        }
    }

    private static void add(CamelContext context, String template, String district, SftpEndpoint sftp) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, template)
                .routeId(template + "-" + sftp.id())
                .parameter("district", district)
                .parameter("endpoint", sftp.id())
                .parameter("host", sftp.host())
                .parameter("port", sftp.port())
                .parameter("createFolder", sftp.createFolder())
                .parameter("ackFolder", sftp.ackFolder())
                .parameter("attendanceFolder", sftp.attendanceFolder())
                .parameter("timeout", sftp.timeout().toMillis())
                .parameter("user", sftp.user())
                .parameter("knownHosts", sftp.knownHosts());
        if (sftp.password() != null) {
            builder.parameter("password", "#bean:password-" + sftp.id());
        }
        if (sftp.privateKey() != null) {
            builder.parameter("privateKey", sftp.privateKey());
        }
        if (sftp.passphrase() != null) {
            builder.parameter("passphrase", "#bean:passphrase-" + sftp.id());
        }
        builder.add();
    }

    private static void secret(CamelContext context, String what, SftpEndpoint sftp, String value) {
        if (value != null) {
            context.getRegistry().bind(what + "-" + sftp.id(), String.class, value);
        }
    }
}
