package io.drover.cli.connector;

import io.drover.settings.library.Libraries;
import java.util.List;
import java.util.Map;

/** The project by which Maven finds what connectors need: in the versions of Drover's own parts, one of each library. */
final class ConnectorPom {
    /** The lists of versions of families, and by which part of Drover the version of each is known. */
    private static final Map<String, String> FAMILIES = Map.of(
            "org.apache.camel:camel-bom", "camel-api",
            "io.netty:netty-bom", "netty-common",
            "com.fasterxml.jackson:jackson-bom", "jackson-databind",
            "org.slf4j:slf4j-bom", "slf4j-api",
            "org.springframework:spring-framework-bom", "spring-core");
    /** Native libraries, which Java's own sockets and TLS do without, and logs beside Logback. */
    private static final List<String> LEFT_OUT = List.of(
            "io.netty:netty-tcnative-boringssl-static",
            "io.netty:netty-transport-native-epoll",
            "io.netty:netty-transport-native-kqueue",
            "io.netty:netty-resolver-dns-native-macos",
            "org.slf4j:slf4j-simple",
            "org.slf4j:slf4j-reload4j",
            "org.apache.logging.log4j:log4j-slf4j2-impl",
            // The same classes as spring-jcl and jakarta.activation-api, which are part of Drover
            "commons-logging:commons-logging",
            "com.sun.activation:jakarta.activation");

    private ConnectorPom() {}

    static String text(List<Coordinates> connectors, Libraries libraries) {
        StringBuilder managed = new StringBuilder();
        FAMILIES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(family -> libraries
                .version(family.getValue())
                .ifPresent(version ->
                        managed.append(dependency(family.getKey(), version, "<type>pom</type><scope>import</scope>"))));
        StringBuilder exclusions = new StringBuilder();
        LEFT_OUT.forEach(
                name -> exclusions.append("<exclusion>").append(ids(name)).append("</exclusion>"));
        StringBuilder dependencies = new StringBuilder();
        connectors.forEach(connector -> dependencies.append(dependency(
                connector.group() + ":" + connector.artifact(),
                connector.version(),
                "<exclusions>" + exclusions + "</exclusions>")));
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                    <!-- Made by drover connectors, with the versions of Drover's own parts; not to be edited -->
                    <modelVersion>4.0.0</modelVersion>
                    <groupId>io.drover</groupId>
                    <artifactId>connectors</artifactId>
                    <version>1</version>
                    <packaging>pom</packaging>
                    <dependencyManagement>
                        <dependencies>
                %s        </dependencies>
                    </dependencyManagement>
                    <dependencies>
                %s    </dependencies>
                </project>
                """
                .formatted(managed, dependencies);
    }

    private static String dependency(String name, String version, String more) {
        return "<dependency>" + ids(name) + (version.isEmpty() ? "" : "<version>" + version + "</version>") + more
                + "</dependency>\n";
    }

    private static String ids(String name) {
        String[] parts = name.split(":", 2);
        return "<groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId>";
    }
}
