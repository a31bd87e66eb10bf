package in.suchi.faults.peers;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/** A broker as an administrator runs it beside the hub. Arguments: port, folder of its store, its limit in megabytes. */
public final class BrokerPeer {

    private BrokerPeer() {}

    public static void main(String[] arguments) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("outside");
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        File folder = new File(arguments[1]);
        broker.setDataDirectoryFile(folder);
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(folder);
        store.setJournalMaxFileLength(1024 * 1024);
        broker.setPersistenceAdapter(store);
        broker.getSystemUsage().getStoreUsage().setLimit(Long.parseLong(arguments[2]) * 1024 * 1024);
        broker.getSystemUsage().setSendFailIfNoSpaceAfterTimeout(3_000);
        PolicyEntry queues = new PolicyEntry();
        queues.setQueue(">");
        queues.setMaxBrowsePageSize(100_000);
        PolicyMap policies = new PolicyMap();
        policies.setDefaultEntry(queues);
        broker.setDestinationPolicy(policies);
        broker.addConnector("tcp://127.0.0.1:" + arguments[0]);
        broker.start();
        broker.waitUntilStarted();
        ChildJvm.serve((command, words) -> switch (command) {
            case "queues" -> queues(broker).toString();
            case "connections" -> String.valueOf(broker.getCurrentConnections());
            case "store-percent" ->
                String.valueOf(broker.getSystemUsage().getStoreUsage().getPercentUsage());
            default -> throw new IllegalArgumentException(command);
        });
    }

    private static Map<String, Long> queues(BrokerService broker) throws Exception {
        Map<String, Long> sizes = new TreeMap<>();
        RegionBroker region = (RegionBroker) broker.getRegionBroker();
        for (Map.Entry<ActiveMQDestination, Destination> queue :
                region.getQueueRegion().getDestinationMap().entrySet()) {
            long size =
                    queue.getValue().getDestinationStatistics().getMessages().getCount();
            if (size > 0) {
                sizes.put(queue.getKey().getPhysicalName(), size);
            }
        }
        return sizes;
    }
}
