package in.suchi.district;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;

/**
 * A place that rosters and call sheets are pushed to. Kinds other than SFTP are further records of this interface, each
 * with a route template of its own.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = SftpEndpoint.class, name = "sftp")})
public sealed interface Endpoint permits SftpEndpoint {

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
        ROSTERS("roster"),
        @JsonProperty("call-sheets")
        CALL_SHEETS("callsheet");

        private final String pushKind;

        Content(String pushKind) {
            this.pushKind = pushKind;
        }

        /** The kind of the push in the ledger. */
        String pushKind() {
            return pushKind;
        }
    }

    /** Unique over all districts. */
    String id();

    Audience audience();

    Set<Content> gets();

    /** The site codes it is for; empty: every site of the district. */
    Set<String> sites();

    default boolean isFor(String siteCode) {
        return sites().isEmpty() || sites().contains(siteCode);
    }
}
