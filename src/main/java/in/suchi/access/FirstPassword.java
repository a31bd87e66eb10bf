package in.suchi.access;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints the administrator's one-time password to the terminal, and only there: never through the log, whose files are kept.
 */
@Component
class FirstPassword {

    private final Officers officers;

    FirstPassword(Officers officers) {
        this.officers = officers;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        String password = officers.firstAdministrator();
        if (password != null) {
            System.out.println(System.lineSeparator()
                    + "    Administrator's login: admin   one-time password: " + password
                    + System.lineSeparator());
        }
    }
}
