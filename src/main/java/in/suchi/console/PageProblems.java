package in.suchi.console;

import in.suchi.access.AlreadySent;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.Unknown;
import in.suchi.config.InvalidValue;
import in.suchi.intake.HeldDecisions;
import in.suchi.ledger.Masking;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What cannot be done is said on the page from which it was asked; what is not there gets the page that says so. */
@ControllerAdvice(annotations = Page.class)
class PageProblems {

    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    /** The field of a form with the page it stands on. */
    static final String BACK_FIELD = "back";

    @ExceptionHandler
    String refused(BadRequest e, HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect)
            throws IOException {
        return notDone(e.getMessage(), request, response, redirect);
    }

    @ExceptionHandler
    String impossible(
            HeldDecisions.ImpossibleDecision e,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect)
            throws IOException {
        return notDone(e.getMessage(), request, response, redirect);
    }

    @ExceptionHandler
    String invalid(
            InvalidValue e, HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect)
            throws IOException {
        return notDone(e.getMessage(), request, response, redirect);
    }

    @ExceptionHandler
    String withoutFile(
            MultipartException e, HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect)
            throws IOException {
        return notDone("file: choose one, and send it as the form does.", request, response, redirect);
    }

    @ExceptionHandler
    String repeated(AlreadySent e, HttpServletRequest request, RedirectAttributes redirect) {
        return Told.done("told.already").at(back(request), redirect);
    }

    @ExceptionHandler
    void unknown(Unknown e, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    /** The page that follows says that nothing is lost; why it broke is in the log, without names and numbers. */
    @ExceptionHandler
    void broken(Exception e, HttpServletResponse response) throws Exception {
        if (e instanceof AccessDeniedException || e instanceof ErrorResponse) {
            throw e;
        }
        LOG.error("a page failed: {}", Masking.mask(e.getClass().getSimpleName() + ": " + e.getMessage()));
        response.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
    }

    private static String notDone(
            String why, HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect)
            throws IOException {
        if ("GET".equals(request.getMethod())) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return null;
        }
        AuditTrail.failed(why);
        return Told.not("told.refused", why).at(back(request), redirect);
    }

    /** The page on which the form of this request stands: a path of this hub, never another server's address. */
    static String back(HttpServletRequest request) {
        String back = request.getParameter(BACK_FIELD);
        boolean ours = back != null && back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
        return ours ? back : "/";
    }
}
