package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Right;
import in.suchi.notice.Forecast;
import in.suchi.notice.Forecasts;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/forecast}: which notices will be late at the agreed rates, and what would help. Counts only. */
@RestController
class ForecastController {

    private final Forecasts forecasts;

    ForecastController(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/api/v1/forecast")
    Forecast forecast() {
        return forecasts.now();
    }
}
