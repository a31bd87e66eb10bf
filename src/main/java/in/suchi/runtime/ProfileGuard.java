package in.suchi.runtime;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Without one of the known profiles the hub refuses to serve: a typing error must never make a hub that cheerfully delivers to
 * nobody.
 */
public final class ProfileGuard implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final List<String> KNOWN = List.of("sandbox", "pilot", "production", "drill", "test");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        String[] active = event.getEnvironment().getActiveProfiles();
        long known = Arrays.stream(active).filter(KNOWN::contains).count();
        if (known != 1) {
            throw new NoProfileException(
                    "Suchi serves under exactly one of the profiles sandbox (simulated peers), pilot (embedded"
                            + " database and broker, real peers) or production (external database and broker), but "
                            + (active.length == 0 ? "none is" : Arrays.toString(active) + " are") + " active.");
        }
    }

    /** No profile, or more than one. */
    static final class NoProfileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoProfileException(String message) {
            super(message);
        }
    }
}
