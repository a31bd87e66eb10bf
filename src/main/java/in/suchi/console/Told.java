package in.suchi.console;

import java.io.Serializable;
import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the officer is told after an act, on the page that follows it.
 *
 * @param good whether it was done
 * @param key of the sentence among the words of the pages
 * @param arguments of the sentence
 */
record Told(boolean good, String key, List<Serializable> arguments) implements Serializable {

    static Told done(String key, Serializable... arguments) {
        return new Told(true, key, List.of(arguments));
    }

    static Told not(String key, Serializable... arguments) {
        return new Told(false, key, List.of(arguments));
    }

    /** The view of a handler: go to this page and say it there. */
    String at(String path, RedirectAttributes redirect) {
        redirect.addFlashAttribute("told", this);
        return "redirect:" + path;
    }

    public String in(Words words) {
        return words.say(key, arguments.toArray());
    }
}
