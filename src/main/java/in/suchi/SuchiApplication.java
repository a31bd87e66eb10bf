package in.suchi;

import in.suchi.check.CheckCommand;
import in.suchi.intake.TryCommand;
import in.suchi.sandbox.DrillCommand;
import in.suchi.site.ImportPincodesCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub, or one of its commands, which bring what they need with them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SuchiApplication {

    public static void main(String[] args) {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "try" -> System.exit(TryCommand.run(rest));
            case "check" -> System.exit(CheckCommand.run(rest));
            case "import-pincodes" -> System.exit(ImportPincodesCommand.run(rest));
            case "drill" -> System.exit(DrillCommand.run(rest));
            default -> SpringApplication.run(SuchiApplication.class, args);
        }
    }
}
