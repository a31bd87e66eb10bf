package in.suchi.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/**
 * Opens the embedded broker to others where the settings say so: everybody logs in, and a district's account reads its own
 * queues and nothing else. The hub itself comes by {@code vm://} with a password that is made anew at each start.
 */
final class BrokerAccess {

    /** What a district may look into; {@code %s} is its slug. */
    static final List<String> QUEUES_OF_A_DISTRICT = List.of(
            "roster.push.%s",
            "callsheet.push.%s",
            "roster.out.%s",
            "callsheet.out.%s",
            "DLQ.roster.push.%s",
            "DLQ.callsheet.push.%s",
            "DLQ.sms.submit.%s");

    /** The hub's own login and the group of those who may do everything. */
    static final String EVERYTHING = "hub";

    private final BrokerSettings settings;
    private final String hubPassword;

    BrokerAccess(BrokerSettings settings) {
        this.settings = settings;
        this.hubPassword =
                settings.connector().isBlank() ? "" : UUID.randomUUID().toString();
    }

    /** Empty: nobody has to log in, since nobody else can come. */
    String hubUser() {
        return settings.connector().isBlank() ? "" : EVERYTHING;
    }

    String hubPassword() {
        return hubPassword;
    }

    /** Before the broker is started. */
    void open(BrokerService broker) throws Exception {
        if (settings.connector().isBlank()) {
            return;
        }
        broker.addConnector(settings.connector());
        broker.setPlugins(new BrokerPlugin[] {logins(), new AuthorizationPlugin(rights())});
    }

    private SimpleAuthenticationPlugin logins() {
        List<AuthenticationUser> users = new ArrayList<>();
        users.add(new AuthenticationUser(EVERYTHING, hubPassword, EVERYTHING));
        settings.accounts()
                .forEach((name, account) -> users.add(new AuthenticationUser(
                        name,
                        account.password(),
                        account.district().isBlank() ? EVERYTHING : group(account.district()))));
        SimpleAuthenticationPlugin logins = new SimpleAuthenticationPlugin(users);
        logins.setAnonymousAccessAllowed(false);
        return logins;
    }

    private DefaultAuthorizationMap rights() throws Exception {
        List<AuthorizationEntry> entries = new ArrayList<>();
        entries.add(entry(new ActiveMQQueue(">"), Set.of()));
        Set<String> districts = new TreeSet<>();
        settings.accounts().values().forEach(account -> districts.add(account.district()));
        districts.remove("");
        for (String district : districts) {
            for (String queue : QUEUES_OF_A_DISTRICT) {
                entries.add(entry(new ActiveMQQueue(queue.formatted(district)), Set.of(group(district))));
            }
        }
        // every client listens there for news of the broker itself
        Set<String> all = new HashSet<>();
        districts.forEach(district -> all.add(group(district)));
        AuthorizationEntry advisories = entry(new ActiveMQTopic("ActiveMQ.Advisory.>"), all);
        advisories.setWriteACLs(advisories.getReadACLs());
        entries.add(advisories);
        DefaultAuthorizationMap rights = new DefaultAuthorizationMap();
        rights.setAuthorizationEntries(new ArrayList<>(entries));
        return rights;
    }

    private static AuthorizationEntry entry(
            org.apache.activemq.command.ActiveMQDestination destination, Set<String> readers) {
        Set<Object> hub = Set.of(new GroupPrincipal(EVERYTHING));
        Set<Object> reading = new HashSet<>(hub);
        readers.forEach(reader -> reading.add(new GroupPrincipal(reader)));
        AuthorizationEntry entry = new AuthorizationEntry();
        entry.setDestination(destination);
        entry.setWriteACLs(hub);
        entry.setReadACLs(reading);
        // a queue that nobody has used yet is made by whoever looks into it first
        entry.setAdminACLs(reading);
        return entry;
    }

    private static String group(String district) {
        return "district-" + district;
    }
}
