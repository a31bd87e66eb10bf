package in.suchi.district;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import in.suchi.list.ListFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A place that rosters and call sheets are pushed to. Each kind is a record here and a route template in
 * routes/40-push-roster.camel.yaml, which is told only what {@link #parameters} and {@link #beans} say.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SftpEndpoint.class, name = "sftp"),
    @JsonSubTypes.Type(value = HttpEndpoint.class, name = "http"),
    @JsonSubTypes.Type(value = MailEndpoint.class, name = "mail"),
    @JsonSubTypes.Type(value = QueueEndpoint.class, name = "queue")
})
public sealed interface Endpoint permits SftpEndpoint, HttpEndpoint, MailEndpoint, QueueEndpoint {

    /** For whom an endpoint is: the district (everything, and an index) or the persons in charge of sites (their own only). */
    enum Audience {
        @JsonProperty("district")
        DISTRICT,
        @JsonProperty("sites")
        SITES
    }

    /** What an endpoint gets. */
    enum Content {
        @JsonProperty("rosters")
        ROSTERS("roster", "push-roster"),
        @JsonProperty("call-sheets")
        CALL_SHEETS("callsheet", "push-call-sheet");

        private final String pushKind;
        private final String template;

        Content(String pushKind, String template) {
            this.pushKind = pushKind;
            this.template = template;
        }

        /** The kind of the push in the ledger. */
        String pushKind() {
            return pushKind;
        }

        /** The route template that takes such pushes from the broker. */
        String template() {
            return template;
        }
    }

    /** Unique over all districts. */
    String id();

    Audience audience();

    Set<Content> gets();

    /** The site codes it is for; empty: every site of the district. */
    Set<String> sites();

    /** The files it gets; empty: it takes the list itself, not files. */
    Set<ListFormat> formats();

    /** The route templates that bring a list there; the first one is given it, on {@code direct:deliver-<id>}. */
    Set<String> templates();

    /** Values for the parameters of its templates. Nothing secret: addresses are shown in logs. */
    Map<String, Object> parameters();

    /**
     * What its templates refer to as {@code #bean:<name>-<id>} ({@code #<name>-<id>} in addresses): secrets, and clients that hold
     * them. Making them finds out whether keys and certificates can be used.
     */
    Map<String, Object> beans();

    /** Files that must be readable at the start, by the key that names them. */
    Map<String, String> files();

    /** Whether an index of each date's rosters is written there. */
    default boolean keepsIndex() {
        return false;
    }

    /**
     * Whether it can reach this site.
     *
     * @param emailOf e-mail of a site by its code; empty where none is known
     */
    default boolean reaches(String siteCode, Function<String, String> emailOf) {
        return true;
    }

    default boolean isFor(String siteCode) {
        return sites().isEmpty() || sites().contains(siteCode);
    }
}
