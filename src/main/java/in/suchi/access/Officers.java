package in.suchi.access;

import in.suchi.time.DomainClock;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code officer}: who may log in, as what. Passwords are kept as BCrypt hashes only. */
@Component
public class Officers implements UserDetailsService {

    static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 72; // BCrypt reads no further
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    static final String USERNAME = "[a-z][a-z0-9._-]{1,39}";

    /** An officer as the administrator sees one. */
    public record Listed(
            String username, String role, String district, String site, boolean mustChange, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final DomainClock clock;
    private final SecureRandom random = new SecureRandom();

    Officers(JdbcClient jdbc, PasswordEncoder encoder, DomainClock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    @Override
    public HubUser loadUserByUsername(String username) {
        return jdbc.sql("select username, password_hash, role, district, site_code, must_change from officer where"
                        + " username = ?")
                .param(username)
                .query((row, n) -> new HubUser(
                        row.getString("username"),
                        row.getString("password_hash"),
                        Role.of(row.getString("role")).orElseThrow(),
                        row.getString("district"),
                        row.getString("site_code"),
                        row.getBoolean("must_change")))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("no such officer"));
    }

    /** The officer as somebody else has vouched for them: a one-time password of theirs is nobody's business. */
    HubUser withoutPassword(String username) {
        HubUser officer = loadUserByUsername(username);
        return new HubUser(officer.getUsername(), "", officer.role(), officer.district(), officer.site(), false);
    }

    /**
     * Makes the administrator at the first start, and gives a new one-time password for as long as the last one was never changed.
     *
     * @return the one-time password, or null where the administrator has one of their own
     */
    @Transactional
    public String firstAdministrator() {
        String password = oneTimePassword();
        int made = jdbc.sql("""
                        insert into officer (username, password_hash, role, must_change, created_at)
                        select 'admin', ?, 'administrator', true, ? where not exists (select from officer where role = 'administrator')
                        on conflict do nothing""")
                .params(encoder.encode(password), Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            made = jdbc.sql("update officer set password_hash = ? where username = 'admin' and must_change")
                    .param(encoder.encode(password))
                    .update();
        }
        return made == 1 ? password : null;
    }

    /**
     * Makes an officer.
     *
     * @param district slug; for district officers and sites in charge, which see nothing beyond it
     * @param site code of the site of a site in charge; it must lie in the district
     * @return the one-time password, which nobody can read again
     */
    @Transactional
    public String add(String username, Role role, String district, String site) {
        if (username == null || !username.matches(USERNAME)) {
            throw new BadRequest(
                    "A user name has 2 to 40 of a-z, 0-9, dot, dash and underscore and begins with a letter.");
        }
        boolean ofSite = role == Role.SITE_IN_CHARGE;
        boolean ofDistrict = role == Role.DISTRICT_OFFICER || ofSite;
        if (ofDistrict && (district == null || district.isBlank())) {
            throw new BadRequest("A district officer needs a district (its slug, e.g. patna).");
        }
        if (ofSite && (site == null || site.isBlank())) {
            throw new BadRequest("A site in charge needs a site (its code in config/sites.csv).");
        }
        String password = oneTimePassword();
        int made = jdbc.sql("""
                        insert into officer (username, password_hash, role, district, site_code, must_change, created_at)
                        values (?, ?, ?, ?, ?, true, ?) on conflict do nothing""")
                .params(
                        username,
                        encoder.encode(password),
                        role.wire(),
                        ofDistrict ? district : null,
                        ofSite ? site : null,
                        Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            throw new BadRequest("There is an officer " + username + " already; choose another user name.");
        }
        return password;
    }

    /** Gives the officer a new one-time password, for one that was forgotten. */
    @Transactional
    public String renew(String username) {
        String password = oneTimePassword();
        if (jdbc.sql("update officer set password_hash = ?, must_change = true where username = ?")
                        .params(encoder.encode(password), username)
                        .update()
                == 0) {
            throw new Unknown("There is no officer " + username + ". See GET /api/v1/officers.");
        }
        return password;
    }

    @Transactional
    public void remove(String username, String by) {
        if (username.equals(by)) {
            throw new BadRequest("Nobody removes themselves; ask another administrator.");
        }
        if (jdbc.sql("delete from officer where username = ?").param(username).update() == 0) {
            throw new Unknown("There is no officer " + username + ". See GET /api/v1/officers.");
        }
    }

    /** Whether the officer is still what they were when they logged in: whoever is removed is out at once. */
    boolean isStill(HubUser user) {
        return jdbc.sql("""
                        select exists (select from officer where username = :username and role = :role
                            and (:district::text is null or district = :district) and (:site::text is null or site_code = :site))""")
                .param("username", user.getUsername())
                .param("role", user.role().wire())
                .param("district", user.district())
                .param("site", user.site())
                .query(Boolean.class)
                .single();
    }

    public List<Listed> list() {
        return jdbc.sql("select username, role, district, site_code, must_change, created_at from officer order by"
                        + " username")
                .query((row, n) -> new Listed(
                        row.getString("username"),
                        row.getString("role"),
                        row.getString("district"),
                        row.getString("site_code"),
                        row.getBoolean("must_change"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /**
     * @return the key of the message that says why not, or null when it was changed
     */
    @Transactional
    public String changePassword(String username, String current, String wanted, String again) {
        if (!encoder.matches(current, loadUserByUsername(username).getPassword())) {
            return "password.wrong";
        }
        if (wanted == null || wanted.length() < SHORTEST_PASSWORD || wanted.length() > LONGEST_PASSWORD) {
            return "password.length";
        }
        if (!wanted.equals(again)) {
            return "password.differ";
        }
        if (wanted.equals(current) || wanted.equals(username)) {
            return "password.same";
        }
        jdbc.sql("update officer set password_hash = ?, must_change = false where username = ?")
                .params(encoder.encode(wanted), username)
                .update();
        return null;
    }

    private String oneTimePassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            password.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
