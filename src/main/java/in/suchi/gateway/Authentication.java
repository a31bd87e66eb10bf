package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The Authorization header: basic (user and password), bearer (token), or none. Prints no secret. */
record Authentication(Kind kind, String user, String password, String token) {
    enum Kind {
        NONE,
        BASIC,
        BEARER
    }

    static final Authentication NONE = new Authentication(Kind.NONE, null, null, null);

    Authentication {
        InvalidValue.present("kind", kind, "write none, basic or bearer");
        if (kind == Kind.BASIC) {
            InvalidValue.present("user", user, "write the user, as a placeholder");
            InvalidValue.present("password", password, "write the password, as a placeholder");
        }
        if (kind == Kind.BEARER) {
            InvalidValue.present("token", token, "write the token, as a placeholder");
        }
    }

    Optional<String> header() {
        return switch (kind) {
            case NONE -> Optional.empty();
            case BASIC ->
                Optional.of("Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
            case BEARER -> Optional.of("Bearer " + token);
        };
    }

    @Override
    public String toString() {
        return "Authentication[" + kind + "]";
    }
}
