package in.suchi.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.SuchiApplication;
import in.suchi.support.HubTest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HubStartsTest extends HubTest {

    @Autowired
    CamelContext camel;

    @Test
    void theHubStartsWithTheShippedRoutes() {
        assertThat(camel.getStatus().isStarted()).isTrue();
        assertThat(camel.getRoutes())
                .allSatisfy(route -> assertThat(route.getDescription()).isNotBlank());
    }

    @Test
    void theBareJarWithoutAProfileRefusesToServe() {
        assertThatThrownBy(() -> SuchiApplication.main(new String[] {}))
                .hasMessageContaining("exactly one of the profiles")
                .hasMessageContaining("none is");
    }
}
