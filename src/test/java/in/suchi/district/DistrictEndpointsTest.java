package in.suchi.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.config.ConfigurationProblem;
import in.suchi.config.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DistrictEndpointsTest {

    @TempDir
    Path folder;

    @Test
    void theShippedFileHasABlockForEachOfTheDistricts() {
        assertThat(read(Path.of("config/districts.yaml")).districts())
                .hasSize(38)
                .contains("patna", "east-champaran", "nalanda", "gaya");
    }

    @Test
    void theSandboxHasEndpointsForThreeDistricts() {
        DistrictEndpoints sandbox = read(Path.of("config/sandbox/districts.yaml"));
        assertThat(sandbox.districts()).hasSize(38);
        assertThat(sandbox.all().stream().map(DistrictEndpoints.Of::district).distinct())
                .containsExactlyInAnyOrder("patna", "nalanda", "gaya");
    }

    @Test
    void aSitesFolderIsMadeWhereMissingAndADistrictsIsNot() throws IOException {
        SftpEndpoint district =
                sftp("id: a, kind: sftp, host: h, user: u, password: p, known-hosts: k, folder: rosters");
        SftpEndpoint sites = sftp(
                "id: a, for: sites, kind: sftp, host: h, user: u, password: p, known-hosts: k, folder: sites/<site_code>");
        assertThat(district.createFolder()).isFalse();
        assertThat(district.folderOf("BR-1")).isEqualTo("rosters/");
        assertThat(sites.createFolder()).isTrue();
        assertThat(sites.folderOf("BR-1")).isEqualTo("sites/BR-1/");
    }

    @Test
    void aPasswordIsNeverShown() throws IOException {
        assertThat(endpoint("id: a, kind: sftp, host: h, user: u, password: word-of-patna, known-hosts: k")
                        .toString())
                .doesNotContain("word-of-patna");
    }

    @Test
    void noKindOfEndpointShowsItsSecrets() throws IOException {
        assertThat(file("""
                        districts: {patna: {lgd: 212, endpoints: [
                          {id: a, kind: http, url: "https://lists.example.in/x", token: word-of-patna},
                          {id: b, kind: http, url: "https://lists.example.in/x", user: u, password: word-of-patna},
                          {id: c, kind: mail, host: h, user: u, password: word-of-patna, from: a@b.in, to: [c@d.in]}]}}""").of("patna"))
                .hasSize(3)
                .allSatisfy(endpoint -> assertThat(endpoint.toString()).doesNotContain("word-of-patna"))
                .allSatisfy(
                        endpoint -> assertThat(endpoint.parameters().toString()).doesNotContain("word-of-patna"));
    }

    @Test
    void aDistrictHasOneQueueAtMost() {
        assertThatThrownBy(() ->
                        file("districts: {patna: {lgd: 212, endpoints: [{id: a, kind: queue}, {id: b, kind: queue}]}}"))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("roster.out.patna");
    }

    @Test
    void twoEndpointsOfOneIdAreRefused() throws IOException {
        String one = "{id: a, kind: sftp, host: h, user: u, password: p, known-hosts: k}";
        assertThatThrownBy(() -> file("districts: {patna: {lgd: 212, endpoints: [" + one + ", " + one + "]}}"))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("another endpoint has this id");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/districts-wrong.csv", numLinesToSkip = 1)
    void isRefusedWithFilePlaceAndRemedy(String name, String endpoint, String message) {
        assertThatThrownBy(() -> endpoint(endpoint))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("districts.yaml")
                .hasMessageContaining(message);
    }

    private SftpEndpoint sftp(String flow) throws IOException {
        return (SftpEndpoint) endpoint(flow);
    }

    private Endpoint endpoint(String flow) throws IOException {
        return file("districts: {patna: {lgd: 212, endpoints: [{" + flow + "}]}}")
                .of("patna")
                .get(0);
    }

    private DistrictEndpoints file(String yaml) throws IOException {
        return read(Files.writeString(folder.resolve("districts.yaml"), yaml));
    }

    private static DistrictEndpoints read(Path file) {
        return new DistrictEndpoints(
                file,
                StrictYaml.read(file, DistrictsFile.class, name -> name.startsWith("suchi.data") ? "./data" : null));
    }
}
