package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The shipped route 50: from the ledger to messages that hold ids only. */
@CamelSpringBootTest
@DirtiesContext
@TestPropertySource(properties = {"suchi.canary.count=0", "suchi.gateways.kannel-1.per-second=30"})
class ReleaseNoticesRouteTest extends HubTest {

    @Autowired
    CamelContext camel;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    ProducerTemplate producer;

    @EndpointInject("mock:sms.submit")
    MockEndpoint queue;

    @Test
    void notices_that_are_due_become_messages_of_one_gateway_with_ids_only() throws Exception {
        AdviceWith.adviceWith(camel, "release-notices", route -> {
            route.replaceFromWith("direct:release-notices");
            route.weaveById("queue-notices").replace().to("mock:sms.submit");
        });
        NoticeRows rows = new NoticeRows(jdbc);
        List<Long> notices = rows.invites(rows.session("araria"), 10);

        producer.sendBody("direct:release-notices", null);
        assertThat(queue.getReceivedCounter()).isZero();

        clock.moveTo(NoticeRows.DUE);
        queue.expectedMessageCount(2);
        producer.sendBody("direct:release-notices", null);
        queue.assertIsSatisfied();

        // 30 a second: messages of seven
        assertThat(queue.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("hubKind", "notice")
                .containsEntry("gateway", "kannel-1")
                .containsEntry("hubId", NoticeIds.join(notices.subList(0, 7)));
        assertThat(queue.getExchanges().get(1).getMessage().getBody())
                .isEqualTo(NoticeIds.join(notices.subList(7, 10)));
        assertThat(rows.states(notices)).isEqualTo(Map.of("queued", 10));
    }
}
