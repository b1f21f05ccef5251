package io.drover.definition;

import io.drover.definition.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.xml.sax.SAXException;

/**
 * A kind of definition files: their folder, their root element, their schema, and how a file becomes what it defines. The room
 * that runs the definitions has the kind of its files, and names it in {@code META-INF/services}.
 *
 * @param <B> the root element as JAXB reads it
 * @param <D> what a file defines
 */
public abstract class Kind<B extends XmlBean, D extends Definition> {
    private final FileKind files;
    private final String noun;
    private final String root;
    private final String xsd;
    private final Class<B> bean;
    private final Class<D> type;

    /**
     * @param files where they lie
     * @param noun what a definition is called in messages
     * @param root name of the root element
     * @param xsd file name of the schema, in the resources' folder {@code schema}
     */
    protected Kind(FileKind files, String noun, String root, String xsd, Class<B> bean, Class<D> type) {
        this.files = files;
        this.noun = noun;
        this.root = root;
        this.xsd = xsd;
        this.bean = bean;
        this.type = type;
    }

    /** The classes of elements that the root element's class does not name itself. */
    protected List<Class<? extends XmlBean>> parts() {
        return List.of();
    }

    /** What the bean defines by itself: what it refers to is neither looked up nor checked. It is not used when it adds a problem. */
    protected abstract D convert(B written, Problems problems);

    /**
     * Completes definitions by what they refer to.
     *
     * @param others the definitions of the kinds that are loaded before this one
     */
    protected Resolver<B, D> resolver(Definitions others, DefinitionCheck check) {
        return (written, alone, file, problems) -> alone;
    }

    /** The values in the file that may hold placeholders or secrets. */
    protected List<WrittenValue> values(Path file, B written) {
        return List.of();
    }

    /** The other files that the file refers to. */
    protected List<FileReference> references(Path file, B written) {
        return List.of();
    }

    /**
     * A file of another program, which has the same root element, in Drover's own form.
     *
     * @return empty when the file is in Drover's own form
     * @throws IllegalArgumentException when it cannot be converted; the message is for the user
     */
    protected Optional<Conversion> converted(RootProbe probe, byte[] file, Path path) throws IOException, SAXException {
        return Optional.empty();
    }

    /** Tells the bean that its file was one of another program. */
    protected void note(B written, List<String> notes) {}

    /** Completes the definitions of one look at the folders. */
    @FunctionalInterface
    public interface Resolver<B extends XmlBean, D extends Definition> {
        /** The definition with what it refers to; not used when a problem is added. */
        D resolve(B written, D alone, InstallationFile file, Problems problems);

        /** Whether a definition that is kept, because its file is bad now, can still be used beside those that were resolved. */
        default boolean keeps(D definition) {
            return true;
        }
    }

    FileKind files() {
        return files;
    }

    String folder() {
        return files.folder();
    }

    String noun() {
        return noun;
    }

    String root() {
        return root;
    }

    String xsd() {
        return xsd;
    }

    Class<B> bean() {
        return bean;
    }

    Class<D> type() {
        return type;
    }
}
