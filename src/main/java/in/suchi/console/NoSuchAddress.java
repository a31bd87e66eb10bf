package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever below {@code /api} nobody answers to, so that even a typing error gets a problem with a remedy. */
@RestController
class NoSuchAddress {

    @Allow(Right.OWN_LOGIN)
    @RequestMapping("/api/**")
    void any() {
        throw new Unknown(
                "There is no such address, or it does not take this method. The addresses are in src/docs/contracts.md.");
    }
}
