package in.suchi.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite's points name the hub's methods in words; whoever renames one renames it here too, or no kill hits it any more. */
class StepTest {

    @ParameterizedTest
    @EnumSource
    void everyPointLiesInAMethodThatTheHubHas(Step step) throws ClassNotFoundException {
        if (step.isMethod()) {
            Class<?> type = Class.forName(step.type(), false, getClass().getClassLoader());
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> !method.isSynthetic()
                                    && step.matches(method.getName(), method.getParameterCount())))
                    .describedAs("%s in %s", step, step.type())
                    .isNotEmpty();
        } else {
            assertThat(step.type()).isNotBlank();
        }
    }
}
