package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Right;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/status}: what the first page shows, for programs. */
@RestController
class StatusController {

    private final HubStatus status;

    StatusController(HubStatus status) {
        this.status = status;
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/api/v1/status")
    HubStatus.Status status() {
        return status.now();
    }
}
