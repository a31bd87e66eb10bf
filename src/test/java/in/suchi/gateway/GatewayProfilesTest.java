package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayProfilesTest {
    @TempDir
    private Path folder;

    @Test
    void the_shipped_profiles_are_read_and_only_kannel_is_active() {
        GatewayProfiles profiles = GatewayProfiles.load(Path.of("config/gateways"), Profiles.VALUES::get);
        assertThat(profiles.all())
                .extracting(GatewayProfile::name)
                .containsExactly(
                        "cdac", "exotel", "gupshup", "jasmin", "json-1", "kannel-1", "msg91", "nic", "voice-1");
        assertThat(profiles.active()).extracting(GatewayProfile::name).containsExactly("kannel-1");
        GatewayProfile kannel = profiles.find("kannel-1").orElseThrow();
        assertThat(kannel.limits()).isEqualTo(new Limits(50, null, 100));
        assertThat(kannel.canary()).isEqualTo(new Canary(20, 0.8, Duration.ofMinutes(10)));
        assertThat(kannel.inDoubt().tryAgainAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(kannel.sendsReceipts()).isTrue();
    }

    @Test
    void a_profile_that_is_not_active_needs_no_login() throws IOException {
        write(shipped().replace("kannel-1.active:true", "kannel-1.active:false"));
        assertThat(GatewayProfiles.load(folder, name -> null).active()).isEmpty();
    }

    @Test
    void an_active_profile_without_its_login_stops_the_start_and_says_where_and_what_to_do() throws IOException {
        write(shipped());
        assertThatThrownBy(() -> GatewayProfiles.load(folder, name -> null))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("kannel-1.yaml: line 21, submit.parameters.username")
                .hasMessageContaining("environment variable");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_profile_that_cannot_be_right_is_refused_with_file_key_and_remedy(Refusal refusal) throws IOException {
        String shipped = shipped();
        assertThat(shipped).as("the case replaces something").contains(refusal.replace());
        write(
                refusal.all()
                        ? shipped.replace(refusal.replace(), refusal.by())
                        : shipped.substring(0, shipped.indexOf(refusal.replace()))
                                + refusal.by()
                                + shipped.substring(shipped.indexOf(refusal.replace())
                                        + refusal.replace().length()));
        assertThatThrownBy(() -> GatewayProfiles.load(folder, Profiles.VALUES::get))
                .as(refusal.why())
                .isInstanceOfSatisfying(ConfigurationProblem.class, problem -> {
                    assertThat(problem.getMessage()).contains("kannel-1.yaml", refusal.says());
                    assertThat(problem.key()).contains(refusal.key());
                    assertThat(problem.getMessage()).doesNotContain("p&w");
                });
    }

    @Test
    void a_secret_is_not_shown_in_a_refusal() {
        assertThat(new ConfigurationProblem(Path.of("x.yaml"), "submit.authentication.password", "hush", "change it"))
                .hasMessageContaining("not shown")
                .hasMessageNotContaining("hush");
    }

    @Test
    void retries_wait_longer_each_time_and_end() {
        Retry retry = new Retry(4, Duration.ofSeconds(10), 3, Duration.ofMinutes(1));
        assertThat(List.of(retry.waitAfter(1), retry.waitAfter(2), retry.waitAfter(3)))
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(retry.waitAfter(1, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
        assertThat(retry.waitAfter(2, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(30));
        assertThat(retry.waitAfter(1, Duration.ofDays(400))).isEqualTo(Duration.ofMinutes(1));
        assertThat(retry.isLeftAfter(3)).isTrue();
        assertThat(retry.isLeftAfter(4)).isFalse();
    }

    @Test
    void a_canary_is_for_batches_no_smaller_than_itself() {
        Canary canary = new Canary(20, 0.8, Duration.ofMinutes(10));
        assertThat(canary.appliesTo(19)).isFalse();
        assertThat(canary.appliesTo(20)).isTrue();
        assertThat(canary.needed()).isEqualTo(16);
        assertThat(Canary.NONE.appliesTo(1_000_000)).isFalse();
    }

    static List<Refusal> refusals() throws IOException {
        return new YAMLMapper()
                .readValue(
                        Files.readString(Path.of("src/test/resources/cases/gateway-profiles-refused.yaml")),
                        new TypeReference<>() {});
    }

    record Refusal(String replace, String by, boolean all, String key, String says, String why) {
        @Override
        public String toString() {
            return why;
        }
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("config/gateways/kannel-1.yaml"));
    }

    private void write(String profile) throws IOException {
        Files.writeString(folder.resolve("kannel-1.yaml"), profile);
    }

    @Test
    void a_folder_with_a_yml_file_is_refused_instead_of_leaving_it_out() throws IOException {
        Files.writeString(folder.resolve("kannel-1.yml"), shipped());
        assertThatThrownBy(() -> GatewayProfiles.load(folder, Map.<String, String>of()::get))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining(".yaml");
    }
}
