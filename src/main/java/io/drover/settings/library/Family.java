package io.drover.settings.library;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Libraries that are released together and go together in one version only. */
enum Family {
    CAMEL("camel-(?!quarkus|spring-boot|karavan|kafka-connector).+"),
    NETTY("netty-(?!tcnative|incubator|reactive).+"),
    // jackson-annotations 2.21 goes with jackson-databind 2.21.8
    JACKSON("jackson-(annotations|core|databind|dataformat-.+|datatype-.+|module-.+)"),
    SPRING("spring-(aop|aspects|beans|context|context-support|core|expression|jcl|jdbc|jms|messaging|orm|oxm|tx|web)"),
    VERTX("vertx-.+"),
    SLF4J("slf4j-.+|(jcl|jul|log4j)-(over|to)-slf4j");

    private final Pattern artifacts;

    Family(String artifacts) {
        this.artifacts = Pattern.compile(artifacts);
    }

    /** That of a jar, if it has one. */
    static Optional<Family> of(Jar jar) {
        return List.of(values()).stream()
                .filter(family -> family.artifacts.matcher(jar.artifact()).matches())
                .filter(family -> !jar.version().isEmpty())
                .findFirst();
    }

    /** Whether two of its jars do not go together. */
    boolean differ(Jar one, Jar other) {
        return !release(one).equals(release(other));
    }

    private String release(Jar jar) {
        return this == JACKSON ? jar.version().replaceFirst("^(\\d+\\.\\d+).*", "$1") : jar.version();
    }
}
