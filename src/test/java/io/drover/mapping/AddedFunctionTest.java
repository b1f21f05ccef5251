package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.mapping.function.ColumnFunction;
import io.drover.mapping.function.RepeatFunction;
import io.drover.provider.ColumnType;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CONTRIBUTING says of a new function is all that it needs: tried with a product that has one more. */
class AddedFunctionTest {
    private static final String FIRST = "<xs:element name=\"constant\">";
    private static final String REPEAT =
            """
            <xs:element name="repeat">
                <xs:complexType>
                    <xs:attribute name="times" type="Count" default="2"/>
                </xs:complexType>
            </xs:element>
            """;

    @TempDir
    Path folder;

    /** Runs within the product that has one more function. */
    public static final class Repeated implements Callable<String> {
        @Override
        public String call() throws Exception {
            String column =
                    "<column source='A' destination='T'><repeat/><trim/><repeat times='3'/><append value='!'/></column>";
            return Mappings.value(column, ColumnType.TEXT, '.', Map.of("A", "ab "));
        }
    }

    @Test
    void aClassALineAndAnElementOfTheSchemaAreAFunction() throws Exception {
        write("META-INF/services/" + ColumnFunction.class.getName(), RepeatFunction.class.getName());
        String schema = Files.readString(Path.of("src/main/resources/schema/job.xsd"));
        assertThat(schema).containsOnlyOnce(FIRST);
        write("schema/job.xsd", schema.replace(FIRST, REPEAT + FIRST));

        assertThat(inProductWith(folder, Repeated.class)).isEqualTo("ab abab abab ab!");
    }

    private void write(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** What a class says that is loaded anew, with all others, from the class path and a folder before it. */
    private static Object inProductWith(Path folder, Class<? extends Callable<?>> question) throws Exception {
        List<URL> classPath = new ArrayList<>(List.of(folder.toUri().toURL()));
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(path).toUri().toURL());
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader product =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(product);
            Object instance = product.loadClass(question.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Callable<?>) instance).call();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
