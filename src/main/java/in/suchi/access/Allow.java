package in.suchi.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right that a page or an address of the API needs. A handler without it answers nobody ({@link AccessRules}), and a test fails.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {

    Right value();

    /**
     * What the audit trail records: {@code looked.…}, {@code exported.…} or {@code changed.…}; its sentence stands under
     * {@code audit.…} among the words of the pages. Empty: not recorded. Whatever changes something must be.
     */
    String audit() default "";
}
