package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Role;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI description at {@code /api/v1/openapi}, with the roles that may use each address, from the rules in force. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BASIC = "basic";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Suchi")
                        .version("v1")
                        .description("User and password by basic authentication. District officers and sites in"
                                + " charge reach what is theirs; all else answers 404. Errors are problem"
                                + " details (RFC 9457) with a remedy. The header Idempotency-Key makes a"
                                + " request that changes something safe to repeat: 409 says that it was"
                                + " carried out before. Each change, and each look at people, is in the"
                                + " audit trail."))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }

    @Bean
    OperationCustomizer rolesOfOperations() {
        return (operation, method) -> {
            Allow rule = method.getMethodAnnotation(Allow.class);
            if (rule != null) {
                operation.setDescription("Roles: "
                        + Arrays.stream(Role.values())
                                .filter(rule.value()::isOf)
                                .map(Role::wire)
                                .collect(Collectors.joining(", "))
                        + ".");
            }
            return operation;
        };
    }
}
