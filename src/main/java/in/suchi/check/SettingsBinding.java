package in.suchi.check;

import in.suchi.config.CheckRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Binds each record of settings by itself, as the start does, and tells all that cannot be bound. */
final class SettingsBinding {

    private final ApplicationContext context;

    SettingsBinding(ApplicationContext context) {
        this.context = context;
    }

    void check(CheckRun run) {
        for (String name : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            if (!String.valueOf(context.getType(name)).contains("in.suchi")) {
                continue;
            }
            try {
                context.getBean(name);
            } catch (BeansException e) {
                tell(run, e);
            }
        }
    }

    /** The beans of a type that can be made; the others lack settings that were told already. */
    <T> List<T> usable(Class<T> type) {
        List<T> beans = new ArrayList<>();
        Arrays.stream(context.getBeanNamesForType(type)).forEach(name -> {
            try {
                beans.add(context.getBean(name, type));
            } catch (BeansException e) {
                // told by check
            }
        });
        beans.sort(org.springframework.core.annotation.AnnotationAwareOrderComparator.INSTANCE);
        return beans;
    }

    private static void tell(CheckRun run, Exception failure) {
        ConfigurationProperty property = null;
        String remedy = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                for (ObjectError error : invalid.getValidationErrors().getAllErrors()) {
                    String prefix = invalid.getValidationErrors().getName().toString();
                    String key = error instanceof FieldError field ? prefix + "." + dashed(field.getField()) : prefix;
                    Object value = error instanceof FieldError field ? field.getRejectedValue() : null;
                    run.yamlError(
                            run.settingsFile(key),
                            key,
                            value == null ? null : String.valueOf(value),
                            "it " + error.getDefaultMessage());
                }
                return;
            }
            if (cause instanceof UnboundConfigurationPropertiesException) {
                return; // the names are looked at by SettingsCheck, which knows what was meant
            }
            if (cause instanceof BindException bind && property == null) {
                property = bind.getProperty();
            }
            if (cause instanceof ConversionFailedException conversion) {
                remedy = "write a value of type "
                        + conversion.getTargetType().getType().getSimpleName();
            } else if (cause.getCause() == null && remedy == null) {
                remedy = cause.getMessage(); // that of the record itself, which says what to write
            }
        }
        String key = property == null ? "the settings" : property.getName().toString();
        run.yamlError(
                run.settingsFile(key),
                key,
                property == null ? null : String.valueOf(property.getValue()),
                remedy == null ? "correct it" : remedy.lines().findFirst().orElse("correct it"));
    }

    private static String dashed(String field) {
        return org.springframework.boot.context.properties.bind.DataObjectPropertyName.toDashedForm(field);
    }
}
