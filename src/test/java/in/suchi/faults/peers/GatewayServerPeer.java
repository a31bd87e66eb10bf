package in.suchi.faults.peers;

import in.suchi.sandbox.GatewayPeer;
import in.suchi.sandbox.GatewaySettings;
import in.suchi.sandbox.JsonGatewayPeer;
import in.suchi.sandbox.KannelPeer;
import in.suchi.sandbox.SmsOutcomes;
import java.nio.file.Path;
import java.time.Duration;

/** The telecom's gateway. Arguments: kind (kannel, json), port, folder of its record, user, password. */
public final class GatewayServerPeer {

    private GatewayServerPeer() {}

    public static void main(String[] arguments) throws Exception {
        GatewaySettings settings = GatewaySettings.of(arguments[3], arguments[4])
                .withPort(Integer.parseInt(arguments[1]))
                .withFolder(Path.of(arguments[2]))
                .withReceiptRetries(Duration.ofSeconds(1), 60)
                .withOutcomes(new SmsOutcomes(1, 0.05, 0.02, 0));
        GatewayPeer gateway = arguments[0].equals("json") ? new JsonGatewayPeer(settings) : new KannelPeer(settings);
        gateway.start();
        ChildJvm.serve((command, words) -> {
            double share = words.length > 1 && !words[1].startsWith("o") ? Double.parseDouble(words[1]) : 0;
            boolean on = words.length > 1 && words[1].equals("on");
            switch (command) {
                case "refuse" -> gateway.faults().refuseShare(share);
                case "cut-after-accept" -> gateway.faults().cutAfterAccept(share);
                case "fail-after-accept" -> gateway.faults().failAfterAccept(share);
                case "garbage" -> gateway.faults().garbageAnswer(share);
                case "lose-receipts" -> gateway.faults().loseReceipts(share);
                case "receipts-twice" -> gateway.faults().receiptsTwice(on);
                case "receipts-reversed" -> gateway.faults().receiptsReversed(on);
                case "receipts-first" -> gateway.faults().receiptsBeforeAnswer(on);
                case "hang" -> gateway.hang(on);
                case "down" -> gateway.down(on);
                case "operator-down" -> gateway.operatorLinkDown(on);
                case "repair" -> gateway.repair();
                case "pending" -> {
                    return String.valueOf(gateway.receiptsPending());
                }
                case "accepted" -> {
                    return String.valueOf(gateway.accepted());
                }
                default -> throw new IllegalArgumentException(command);
            }
            return "done";
        });
    }
}
