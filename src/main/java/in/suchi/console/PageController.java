package in.suchi.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page, which draws its numbers anew every two seconds, the login page, and the page where a password is changed. */
@Controller
class PageController {

    private final HubStatus status;
    private final Officers officers;
    private final Words words;

    PageController(HubStatus status, Officers officers, MessageSource messages) {
        this.status = status;
        this.officers = officers;
        this.words = new Words(messages);
    }

    @ModelAttribute
    void everywhere(Model model, Locale locale, @AuthenticationPrincipal HubUser user) {
        model.addAttribute("profile", status.profile());
        model.addAttribute("simulated", status.simulated());
        model.addAttribute("language", "hi".equals(locale.getLanguage()) ? "hi" : "en");
        model.addAttribute("user", user == null ? null : user.getUsername());
        model.addAttribute("words", words.in(locale));
    }

    @GetMapping("/")
    String first(Model model) {
        model.addAttribute("s", status.now());
        return "first";
    }

    /** The part of the first page that changes. */
    @GetMapping("/live")
    String live(Model model) {
        model.addAttribute("s", status.now());
        return "live :: live";
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/password")
    String password() {
        return "password";
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam("current") String current,
            @RequestParam("wanted") String wanted,
            @RequestParam("again") String again,
            @AuthenticationPrincipal HubUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String problem = officers.changePassword(user.getUsername(), current, wanted, again);
        if (problem != null) {
            model.addAttribute("problem", problem);
            return "password";
        }
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
        return "redirect:/login?changed";
    }

    /** What templates ask for beyond plain messages. */
    static final class Words {
        private final MessageSource messages;
        private final Locale locale;

        Words(MessageSource messages) {
            this(messages, Locale.ENGLISH);
        }

        private Words(MessageSource messages, Locale locale) {
            this.messages = messages;
            this.locale = locale;
        }

        Words in(Locale other) {
            return new Words(messages, other);
        }

        /** The word of a state, basis or reason; for one the bundle lacks, the ledger's own word. */
        public String of(String group, String key) {
            return messages.getMessage(group + "." + key, null, key, locale);
        }

        /** 469000 as 4,69,000: the way numbers are read in India. */
        public String number(long value) {
            String digits = Long.toString(Math.abs(value));
            StringBuilder grouped = new StringBuilder();
            int end = digits.length();
            int size = 3;
            while (end > size) {
                grouped.insert(0, "," + digits.substring(end - size, end));
                end -= size;
                size = 2;
            }
            return (value < 0 ? "-" : "") + digits.substring(0, end) + grouped;
        }

        public String day(LocalDate date) {
            return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", locale).format(date);
        }

        public String time(OffsetDateTime at) {
            return at == null
                    ? ""
                    : DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", locale)
                            .format(at);
        }
    }
}
