package in.suchi.console;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import in.suchi.access.AlreadySent;
import in.suchi.access.BadRequest;
import in.suchi.access.Unknown;
import in.suchi.duplicate.DuplicateDesk;
import in.suchi.intake.HeldDecisions;
import in.suchi.ledger.Masking;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the API as problem details (RFC 9457): what is wrong and, as {@code remedy}, what to do. Never a stack trace. */
@RestControllerAdvice(annotations = RestController.class, assignableTypes = EveningReportController.class)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest e) {
        return problem(HttpStatus.BAD_REQUEST, e.getMessage(), "Correct the request and send it again.");
    }

    @ExceptionHandler
    ProblemDetail impossible(HeldDecisions.ImpossibleDecision e) {
        return problem(
                HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage(), "Choose what the message names and send it again.");
    }

    @ExceptionHandler
    ProblemDetail impossible(DuplicateDesk.ImpossibleDecision e) {
        return problem(
                HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage(), "Choose what the message names and send it again.");
    }

    @ExceptionHandler
    ProblemDetail repeated(AlreadySent e) {
        return problem(
                HttpStatus.CONFLICT, e.getMessage(), "Nothing needs to be done; for another act send another key.");
    }

    @ExceptionHandler
    ProblemDetail unknown(Unknown e) {
        return problem(
                HttpStatus.NOT_FOUND, e.getMessage(), "Check the id; what the hub knows is listed one address above.");
    }

    @ExceptionHandler
    ProblemDetail broken(Exception e, HttpServletResponse response) {
        if (e instanceof org.springframework.security.access.AccessDeniedException denied) {
            throw denied;
        }
        if (response.isCommitted()) {
            LOG.info("an answer was not taken to its end: {}", e.getClass().getSimpleName());
            return null;
        }
        response.setContentType(null);
        LOG.error("an API request failed: {}", Masking.mask(e.getClass().getSimpleName() + ": " + e.getMessage()));
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The hub could not do this now.",
                "Try again in a minute; if it stays, the hub's log says why.");
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            problem.setProperty(
                    "remedy", "See the addresses and fields in src/docs/contracts.md; correct the request.");
        }
        return answer;
    }

    /** A body that is no JSON, or has another form than the address wants: says which field. */
    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String what = "The body is not readable as JSON.";
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            what = "There is no field '" + shown(unknown.getPropertyName()) + "' here; known are "
                    + unknown.getKnownPropertyIds() + ".";
        } else if (e.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().get(0).getFieldName();
            what = "The field '" + shown(field) + "' has a value of another kind than it takes.";
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, what);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String shown(String field) {
        return field == null ? "?" : Masking.mask(field.substring(0, Math.min(field.length(), 40)));
    }

    private static ProblemDetail problem(HttpStatus status, String detail, String remedy) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("remedy", remedy);
        return problem;
    }
}
