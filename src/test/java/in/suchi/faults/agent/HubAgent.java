package in.suchi.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import in.suchi.faults.agent.Step.At;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Woven into the packaged hub by the suite, so that the hub itself holds nothing for its tests. */
public final class HubAgent {

    /** The broken build, as the woven code asks for it. */
    public static volatile BrokenBuild build = BrokenBuild.NONE;

    private static final Set<String> WOVEN = new HashSet<>();

    private HubAgent() {}

    /** @param arguments the board's file, a comma, the name of a {@link BrokenBuild} */
    public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
        String[] parts = arguments.split(",");
        Points.use(Board.open(Path.of(parts[0])));
        build = BrokenBuild.valueOf(parts[1]);
        AgentBuilder agent = new AgentBuilder.Default().disableClassFormatChanges();
        WOVEN.addAll(byType().keySet());
        for (Map.Entry<String, List<Step>> type : byType().entrySet()) {
            agent = agent.type(named(type.getKey())).transform((builder, description, loader, module, domain) -> {
                var woven = builder;
                for (Step step : type.getValue()) {
                    Class<?> advice = step.at() == At.ENTER ? OnEnter.class : OnExit.class;
                    woven = woven.visit(Advice.withCustomMapping()
                            .bind(Name.class, step.name())
                            .to(advice)
                            .on(not(isAbstract()).and((net.bytebuddy.matcher.ElementMatcher<MethodDescription>)
                                    method -> step.matches(
                                            method.getName(),
                                            method.getParameters().size()))));
                }
                return woven;
            });
        }
        agent = weave(agent, "org.apache.camel.component.jms.JmsProducer", "process", 2, OnMessage.class);
        agent = weave(agent, "org.apache.camel.component.file.remote.SftpOperations", "renameFile", 2, OnRename.class);
        agent = weave(agent, "org.apache.camel.component.file.remote.SftpOperations", "storeFile", 3, OnStore.class);
        agent = weave(agent, "in.suchi.time.DomainClock", "instant", 0, OnDomainTime.class);
        if (build != BrokenBuild.NONE) {
            agent = weave(agent, "org.springframework.jdbc.core.simple.DefaultJdbcClient", "sql", 1, OnStatement.class);
            agent = weave(agent, "in.suchi.notice.SendRoutes", "start", 1, OnSendRoutes.class);
        }
        if (build == BrokenBuild.MESSAGE_BEFORE_COMMIT) {
            agent = weave(agent, "in.suchi.notice.Dispatcher", "release", 4, OnRelease.class);
        }
        ClassFileTransformer weaver = agent.makeRaw();
        instrumentation.addTransformer(new ClassFileTransformer() {
            /** Nothing else is even looked at: the hub starts as fast as without. */
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes)
                    throws IllegalClassFormatException {
                return name != null && WOVEN.contains(name.replace('/', '.'))
                        ? weaver.transform(loader, name, type, domain, bytes)
                        : null;
            }
        });
    }

    private static Map<String, List<Step>> byType() {
        return Arrays.stream(Step.values()).filter(Step::isMethod).collect(Collectors.groupingBy(Step::type));
    }

    private static AgentBuilder weave(AgentBuilder agent, String type, String method, int arguments, Class<?> advice) {
        WOVEN.add(type);
        return agent.type(named(type))
                .transform((builder, description, loader, module, domain) -> builder.visit(Advice.to(advice)
                        .on(named(method).and(takesArguments(arguments)).and(not(isAbstract())))));
    }

    /** The step's name, bound when it is woven. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Name {}

    static final class OnEnter {
        @Advice.OnMethodEnter
        static void enter(@Name String step) {
            Points.reached(step);
        }
    }

    static final class OnExit {
        @Advice.OnMethodExit
        static void exit(@Name String step) {
            Points.reached(step);
        }
    }

    static final class OnMessage {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object exchange) {
            Points.message(exchange);
        }
    }

    static final class OnRename {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) String to) {
            Points.rename(to);
        }
    }

    static final class OnStore {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) String name) {
            Points.store(name);
        }
    }

    static final class OnDomainTime {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Instant time) {
            time = Points.domainTime(time);
        }
    }

    static final class OnStatement {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) String sql) {
            sql = BrokenStatements.of(sql);
        }
    }

    static final class OnSendRoutes {
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue(value = "camel", typing = Assigner.Typing.DYNAMIC) Object camel) {
            Points.camel(camel);
        }
    }

    static final class OnRelease {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object batches) {
            batches = Points.sendBeforeCommit((List<?>) batches);
        }
    }
}
