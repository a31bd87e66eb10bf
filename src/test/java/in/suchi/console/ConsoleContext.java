package in.suchi.console;

import in.suchi.support.HubTest;
import org.springframework.test.context.TestPropertySource;

/** The hub with its pages and API; routes that change people stand still. One hub for all tests of the console. */
@TestPropertySource(
        properties = {
            "camel.main.auto-startup=false",
            "suchi.access.failures-before-delay=3",
            "suchi.access.first-delay=60s"
        })
abstract class ConsoleContext extends HubTest {}
