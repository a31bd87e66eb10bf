package in.suchi.console;

import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A logged-in officer. */
final class HubUser extends User {

    private static final long serialVersionUID = 1L;

    private final Role role;
    private final String district;
    private final boolean mustChange;

    HubUser(String username, String passwordHash, Role role, String district, boolean mustChange) {
        super(username, passwordHash, List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        this.role = role;
        this.district = district;
        this.mustChange = mustChange;
    }

    Role role() {
        return role;
    }

    /** The only district this officer sees; null: all. */
    String district() {
        return role == Role.DISTRICT_OFFICER ? district : null;
    }

    /** Whether the password is the one-time one still. */
    boolean mustChange() {
        return mustChange;
    }

    in.suchi.deadletter.Officer officer() {
        return new in.suchi.deadletter.Officer(getUsername(), district());
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
