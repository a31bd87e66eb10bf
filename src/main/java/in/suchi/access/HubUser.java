package in.suchi.access;

import in.suchi.deadletter.Officer;
import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A logged-in officer. */
public final class HubUser extends User {

    private static final long serialVersionUID = 1L;

    private final Role role;
    private final String district;
    private final String site;
    private final boolean mustChange;

    HubUser(String username, String passwordHash, Role role, String district, String site, boolean mustChange) {
        super(username, passwordHash, List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
        this.role = role;
        this.district = district;
        this.site = site;
        this.mustChange = mustChange;
    }

    public Role role() {
        return role;
    }

    public boolean may(Right right) {
        return right.isOf(role);
    }

    /** The slug of the only district this officer sees (a site in charge: their site's); null: all. */
    public String district() {
        return role == Role.DISTRICT_OFFICER || role == Role.SITE_IN_CHARGE ? district : null;
    }

    /** The code of the only site this officer sees; null: all of {@link #district()}. */
    public String site() {
        return role == Role.SITE_IN_CHARGE ? site : null;
    }

    /** Whether the password is the one-time one still. */
    boolean mustChange() {
        return mustChange;
    }

    public Officer officer() {
        return new Officer(getUsername(), district());
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
