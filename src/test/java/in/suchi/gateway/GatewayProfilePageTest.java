package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.ReceiptReport.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile on the page that tells how to write one works as it stands there. */
class GatewayProfilePageTest {
    private static final Path PAGE = Path.of("src/docs/gateway-profiles.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(name: .*?)```", Pattern.DOTALL);
    private static final Map<String, String> VALUES = Map.of(
            "suchi.gateways.my-gateway.active", "true",
            "suchi.gateways.my-gateway.username", "suchi",
            "suchi.gateways.my-gateway.password", "p&w");

    @TempDir
    private Path folder;

    private GatewayProfile profile;

    @BeforeEach
    void copy() throws IOException {
        Matcher snippet = YAML.matcher(Files.readString(PAGE));
        assertThat(snippet.find()).isTrue();
        Files.writeString(folder.resolve("my-gateway.yaml"), snippet.group(1));
        profile = GatewayProfiles.load(folder, VALUES::get).find("my-gateway").orElseThrow();
    }

    @Test
    void its_request_is_what_one_would_expect() {
        GatewayRequest request = profile.render(new Submission(
                "A1",
                "6100380112",
                "टी",
                true,
                "SUCHIH",
                "1000000000000000001",
                "1000000000000000011",
                List.of(),
                "https://hub.example.in/receipts/my-gateway/s"));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("https://gateway.example.in/send");
        assertThat(request.body())
                .contains("user=suchi&password=p%26w&mobile=916100380112&message=%E0%A4%9F%E0%A5%80&header=SUCHIH"
                        + "&entity=1000000000000000001&template=1000000000000000011&ref=A1"
                        + "&callback=https%3A%2F%2Fhub.example.in%2Freceipts%2Fmy-gateway%2Fs&type=unicode");
    }

    @Test
    void its_answers_and_receipts_are_understood() {
        assertThat(profile.read(200, "OK 4711", Map.of()))
                .isEqualTo(new GatewayAnswer.Accepted(Optional.of("4711"), "accepted", "HTTP 200 OK 4711"));
        assertThat(profile.read(200, "ERR login", Map.of())).isInstanceOf(GatewayAnswer.PauseGateway.class);
        assertThat(profile.read(200, "ERR template", Map.of())).isInstanceOf(GatewayAnswer.PauseBatch.class);
        assertThat(profile.read(400, "ERR number", Map.of())).isInstanceOf(GatewayAnswer.Permanent.class);
        assertThat(profile.read(503, "", Map.of())).isInstanceOf(GatewayAnswer.Temporary.class);
        assertThat(profile.read(502, "", Map.of())).isInstanceOf(GatewayAnswer.InDoubt.class);
        assertThat(profile.readReceipts(Map.of("ref", "A1", "status", "DELIVERED"), ""))
                .containsExactly(new Receipt("A1", ReceiptState.DELIVRD, "DELIVERED", "", Optional.empty()));
    }

    @Test
    void the_page_names_every_placeholder_and_every_shipped_profile() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Profiles.shipped().all())
                .allSatisfy(shipped -> assertThat(page).contains("`" + shipped.name() + "`"));
        Wording.known().forEach(name -> assertThat(page).contains("{" + name + "}"));
    }
}
