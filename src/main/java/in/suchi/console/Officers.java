package in.suchi.console;

import in.suchi.ledger.Ledger;
import in.suchi.time.DomainClock;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code officer}: who may log in, as what. Passwords are kept as BCrypt hashes only. */
@Component
class Officers implements UserDetailsService {

    static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 72; // BCrypt reads no further
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String USERNAME = "[a-z][a-z0-9._-]{1,39}";

    /** An officer as the administrator sees one. */
    record Listed(String username, String role, String district, boolean mustChange, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final DomainClock clock;
    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();

    Officers(JdbcClient jdbc, PasswordEncoder encoder, DomainClock clock, Ledger ledger) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
        this.ledger = ledger;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return jdbc.sql("select username, password_hash, role, district, must_change from officer where username = ?")
                .param(username)
                .query((row, n) -> new HubUser(
                        row.getString("username"),
                        row.getString("password_hash"),
                        Role.of(row.getString("role")).orElseThrow(),
                        row.getString("district"),
                        row.getBoolean("must_change")))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("no such officer"));
    }

    /**
     * Makes the administrator at the first start, and gives a new one-time password for as long as the last one was never changed.
     *
     * @return the one-time password, or null where the administrator has one of their own
     */
    @Transactional
    String firstAdministrator() {
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

    /** Makes an officer; returns the one-time password, which nobody can read again. */
    @Transactional
    String add(String username, Role role, String district, String by) {
        if (username == null || !username.matches(USERNAME)) {
            throw new BadRequest(
                    "A user name has 2 to 40 of a-z, 0-9, dot, dash and underscore and begins with a letter.");
        }
        boolean needsDistrict = role == Role.DISTRICT_OFFICER;
        if (needsDistrict && (district == null || district.isBlank())) {
            throw new BadRequest("A district officer needs a district (its slug, e.g. patna).");
        }
        String password = oneTimePassword();
        int made = jdbc.sql("""
                        insert into officer (username, password_hash, role, district, must_change, created_at)
                        values (?, ?, ?, ?, true, ?) on conflict do nothing""")
                .params(
                        username,
                        encoder.encode(password),
                        role.wire(),
                        needsDistrict ? district : null,
                        Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            throw new BadRequest("There is an officer " + username + " already; choose another user name.");
        }
        ledger.note("officers", "officer " + username + " made as " + role.wire(), null, null, by);
        return password;
    }

    @Transactional
    void remove(String username, String by) {
        if (username.equals(by)) {
            throw new BadRequest("Nobody removes themselves; ask another administrator.");
        }
        if (jdbc.sql("delete from officer where username = ?").param(username).update() == 0) {
            throw new Unknown("There is no officer " + username + ". See GET /api/v1/officers.");
        }
        ledger.note("officers", "officer " + username + " removed", null, null, by);
    }

    List<Listed> list() {
        return jdbc.sql("select username, role, district, must_change, created_at from officer order by username")
                .query((row, n) -> new Listed(
                        row.getString("username"),
                        row.getString("role"),
                        row.getString("district"),
                        row.getBoolean("must_change"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /**
     * @return the key of the message that says why not, or null when it was changed
     */
    @Transactional
    String changePassword(String username, String current, String wanted, String again) {
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
        ledger.note("officers", "officer " + username + " changed their password", null, null, username);
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
