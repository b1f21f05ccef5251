package io.drover;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.vertx.core.http.HttpClient;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the house and which may know which: downward only (design, "The folders"; docs/decisions/0007). */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.drover");

    /** What every provider and each mapping knows. */
    private static final String VALUES = "io.drover.provider.value";

    @Test
    void dependenciesPointDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("io.drover")
                .layer("cli")
                .definedBy("io.drover.cli..")
                .layer("server")
                .definedBy("io.drover.server..")
                .layer("api")
                .definedBy("io.drover.api..")
                .layer("deploy")
                .definedBy("io.drover.deploy..")
                .layer("connector")
                .definedBy("io.drover.connector..")
                .layer("odata")
                .definedBy("io.drover.odata..")
                .layer("openapi")
                .definedBy("io.drover.openapi..")
                .layer("queue")
                .definedBy("io.drover.queue..")
                .layer("http")
                .definedBy("io.drover.http..")
                .layer("security")
                .definedBy("io.drover.security..")
                .layer("task")
                .definedBy("io.drover.task..")
                .layer("addin")
                .definedBy("io.drover.addin..")
                .layer("job")
                .definedBy("io.drover.job..")
                .layer("mapping")
                .definedBy("io.drover.mapping..")
                .layer("providers")
                .definedBy(resideInAPackage("io.drover.provider.*..").and(not(resideInAPackage(VALUES))))
                .layer("provider")
                .definedBy("io.drover.provider", VALUES)
                .layer("bucket")
                .definedBy("io.drover.bucket..")
                .layer("collection")
                .definedBy("io.drover.collection..")
                .layer("definition")
                .definedBy("io.drover.definition..")
                .layer("dynamicweb")
                .definedBy("io.drover.dynamicweb..")
                .layer("connection")
                .definedBy("io.drover.connection..")
                .layer("store")
                .definedBy("io.drover.store..")
                .layer("settings")
                .definedBy("io.drover.settings..")
                .layer("sample")
                .definedBy("io.drover.sample..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sample")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("openapi", "server", "cli")
                .whereLayer("deploy")
                .mayOnlyBeAccessedByLayers("api", "server", "cli")
                .whereLayer("task")
                .mayOnlyBeAccessedByLayers("deploy", "api", "server", "cli", "cli")
                .whereLayer("addin")
                .mayOnlyBeAccessedByLayers("task", "deploy", "api", "server", "cli")
                .whereLayer("odata")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("connector")
                .mayOnlyBeAccessedByLayers("odata", "server")
                .whereLayer("openapi")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("queue")
                .mayOnlyBeAccessedByLayers("deploy", "connector", "odata", "api", "server", "cli")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("connector", "odata", "api", "server")
                .whereLayer("security")
                .mayOnlyBeAccessedByLayers("http", "connector", "odata", "deploy", "api", "server", "cli")
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers("security", "addin", "task", "queue", "deploy", "api", "server")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers(
                        "addin", "task", "queue", "connector", "odata", "deploy", "api", "server", "cli")
                .whereLayer("mapping")
                .mayOnlyBeAccessedByLayers("job", "addin", "queue", "connector", "odata", "deploy", "api", "cli")
                .whereLayer("bucket")
                .mayOnlyBeAccessedByLayers("providers", "job", "deploy", "api", "server")
                .whereLayer("collection")
                .mayOnlyBeAccessedByLayers("providers", "job", "deploy", "api", "server", "cli")
                .whereLayer("providers")
                .mayOnlyBeAccessedByLayers(
                        "job", "addin", "queue", "connector", "odata", "deploy", "api", "server", "cli")
                .whereLayer("provider")
                .mayOnlyBeAccessedByLayers(
                        "api",
                        "addin",
                        "job",
                        "mapping",
                        "providers",
                        "queue",
                        "connector",
                        "odata",
                        "deploy",
                        "server",
                        "cli")
                .whereLayer("dynamicweb")
                .mayOnlyBeAccessedByLayers("job", "cli")
                .check(CLASSES);
    }

    /** Of the URLs that others open, those of definitions' schemas lie in the jar. */
    @Test
    void whatCallsTheOutsideOverHttpIsTheRoomConnection() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.drover.connection..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "org.apache.hc..",
                                "org.apache.http..",
                                "org.apache.camel.component.http",
                                "org.apache.camel.http..",
                                "io.vertx.ext.web.client..")
                        .or(assignableTo(URLConnection.class))
                        .or(assignableTo(HttpClient.class)))
                .because("there is one client, with one trust, proxy, deadline and retry rule: io.drover.connection")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.drover.connection..", "io.drover.definition..")
                .should()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.drover.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static final int MOST_CLASSES = 30;

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aPackageHoldsSoManyClassesAtMost() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(found ->
                        found.isTopLevelClass() && !found.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    /**
     * What stands before another of its kind takes all of it over: a method of the interface with a default that it does not know would not
     * reach the one behind it.
     */
    @Test
    void whatForwardsForwardsAll() {
        List<String> forgotten = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (JavaClass kind : type.getAllRawInterfaces()) {
                if (kind.getPackageName().startsWith("io.drover") && holds(type, kind)) {
                    kind.getMethods().stream()
                            .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                            .filter(method -> !isOverridden(type, method))
                            .forEach(method -> forgotten.add(type.getName() + " does not forward " + method.getName()));
                }
            }
        }
        assertThat(forgotten)
                .as("but what a gzip file holds is no file of its own")
                .containsExactly("io.drover.provider.file.GzipFile does not forward path");
    }

    /** Whether it stands before one of its kind; what holds several in turn has a field that changes. */
    private static boolean holds(JavaClass type, JavaClass kind) {
        return !type.isInterface()
                && type.getAllFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.FINAL)
                                && !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> field.getRawType().isAssignableTo(kind.getFullName()));
    }

    /** Whether it is, or one of that name with other parameters, which a default calls. */
    private static boolean isOverridden(JavaClass type, JavaMethod method) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                .flatMap(each -> each.getMethods().stream())
                .anyMatch(each -> each.getName().equals(method.getName()));
    }

    private static final String ANSWER = "its positions are the fields of an answer in JSON";
    private static final int MOST_POSITIONS = 6;

    /** What has more, and why it may. */
    private static final Map<String, String> WITH_MORE_POSITIONS = Map.ofEntries(
            Map.entry("io.drover.api.MessageOperations$MessageView", ANSWER),
            Map.entry("io.drover.api.MessageOperations$RecurringJobView", ANSWER),
            Map.entry("io.drover.api.TaskOperations$TaskView", ANSWER),
            Map.entry("io.drover.deploy.check.ParameterOrigin", ANSWER),
            Map.entry("io.drover.job.dry.DryRun", ANSWER),
            Map.entry("io.drover.security.application.Application", ANSWER),
            Map.entry("io.drover.store.ledger.Execution", ANSWER),
            Map.entry("io.drover.store.ledger.ExecutionError", ANSWER),
            Map.entry("io.drover.store.ledger.ExecutionTable", ANSWER),
            Map.entry("io.drover.store.task.TaskRun", ANSWER),
            Map.entry("io.drover.store.application.ApplicationRow", "is Application as a row"));

    /** Of more values than these nobody knows which is which: they are parts with names of their own, or steps of a builder. */
    @Test
    void recordsAndConstructorsHaveSoManyPositionsAtMost() {
        Map<String, Integer> many = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            int most = type.isRecord() ? components(type) : parameters(type);
            if (most > MOST_POSITIONS) {
                many.put(type.getName(), most);
            }
        }
        assertThat(many.keySet()).isEqualTo(new TreeSet<>(WITH_MORE_POSITIONS.keySet()));
    }

    private static int components(JavaClass type) {
        return (int) type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    /** Those of what is written: enums get two more from the compiler, classes without a name what they use. */
    private static int parameters(JavaClass type) {
        int added = type.isEnum() ? 2 : 0;
        return type.isAnonymousClass()
                ? 0
                : type.getConstructors().stream()
                        .mapToInt(constructor ->
                                constructor.getRawParameterTypes().size() - added)
                        .max()
                        .orElse(0);
    }

    /** Who reads a name knows which class is meant, wherever it stands. */
    @Test
    void noTwoClassesHaveTheSameName() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(classes -> classes.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void onlyTheStoreKnowsSqlOfDroversOwnTables() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.drover.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jdbi..")
                .check(CLASSES);
    }
}
