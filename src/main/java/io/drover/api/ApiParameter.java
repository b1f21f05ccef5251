package io.drover.api;

import io.drover.http.upload.FormFiles;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of an operation.
 *
 * @param name in the path or the query
 * @param type of it in Java
 * @param inPath whether the path has it
 * @param query more of it, where there is more to say
 * @param body where it is the body
 */
public record ApiParameter(String name, Type type, boolean inPath, Optional<Query> query, Optional<Body> body) {

    static ApiParameter of(Parameter java, List<String> namesInPath) {
        Optional<Query> query = Optional.ofNullable(java.getAnnotation(Query.class));
        if (!java.isNamePresent()) {
            throw new IllegalStateException(
                    "compile with -parameters: " + java.getDeclaringExecutable() + " has no names of its parameters");
        }
        String name = query.map(Query::name).filter(given -> !given.isEmpty()).orElse(java.getName());
        return new ApiParameter(
                name,
                java.getParameterizedType(),
                namesInPath.contains(name),
                query,
                Optional.ofNullable(java.getAnnotation(Body.class)));
    }

    public boolean isFile() {
        return type == Path.class;
    }

    /** Whether it is a form with files in it. */
    public boolean isForm() {
        return type == FormFiles.class;
    }

    /** The values that it may have, where they are words. */
    @SuppressWarnings("unchecked")
    public <E extends Enum<E>> Optional<Class<E>> words() {
        Type word = isSeveral() ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        return word instanceof Class<?> known && known.isEnum() ? Optional.of((Class<E>) known) : Optional.empty();
    }

    /** Whether it may be there several times. */
    public boolean isSeveral() {
        return type instanceof ParameterizedType;
    }

    /** What it is, for who has left out one that must be there; empty: it may be left out. */
    public String missing() {
        return query.map(Query::missing).orElse("");
    }

    public String otherwise() {
        return query.map(Query::otherwise).orElse("");
    }
}
