package io.drover.api;

import io.drover.api.Operation.Audited;
import io.drover.security.Access;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation as its annotation says it.
 *
 * @param java the method of its interface
 * @param method of HTTP
 * @param path with {@code {name}}s in it
 * @param flag of the query by which it is told from others at the same path; empty: it is the one without
 */
public record ApiOperation(Method java, Operation says, String method, String path, String flag) {
    private static final Pattern VALUE = Pattern.compile("([A-Z]+) (/api/[^?]+)(?:\\?(\\w+)=true)?");
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    static ApiOperation of(Method java) {
        Operation says = java.getAnnotation(Operation.class);
        Matcher value = VALUE.matcher(says.value());
        if (!value.matches()) {
            throw new IllegalArgumentException("@Operation(\"" + says.value() + "\") of " + java
                    + " is no method and path such as \"GET /api/jobs\"");
        }
        return new ApiOperation(
                java, says, value.group(1), value.group(2), value.group(3) == null ? "" : value.group(3));
    }

    public List<ApiParameter> parameters() {
        List<String> inPath =
                IN_PATH.matcher(path).results().map(name -> name.group(1)).toList();
        return Arrays.stream(java.getParameters())
                .map(parameter -> ApiParameter.of(parameter, inPath))
                .toList();
    }

    /** Whether it is asked for without a flag and gives what its path gives to whoever accepts anything. */
    public boolean isPlain() {
        return flag.isEmpty() && !isOtherType();
    }

    /** Whether it gives the same as the plain one in another type. */
    public boolean isOtherType() {
        return flag.isEmpty() && java.isDefault();
    }

    boolean reads() {
        return method.equals("GET");
    }

    public boolean isAudited() {
        return says.audited() == Audited.ALWAYS || (says.audited() == Audited.BY_METHOD && !reads());
    }

    /** Whether its body may be of any size. */
    public boolean takesFile() {
        return parameters().stream().anyMatch(parameter -> parameter.isFile() || parameter.isForm());
    }

    public boolean takesForm() {
        return parameters().stream().anyMatch(ApiParameter::isForm);
    }

    Access access() {
        return says.access();
    }

    /** The first two segments of its path: {@code /api/messages}. */
    String folder() {
        return folder(path);
    }

    static String folder(String path) {
        int end = path.indexOf('/', "/api/".length());
        return end < 0 ? path : path.substring(0, end);
    }

    /** Whether a request's path is one of its. */
    boolean matches(String requested) {
        String[] pattern = path.split("/", -1);
        String[] segments = requested.split("/", -1);
        for (int i = 0; i < pattern.length; i++) {
            if (segments.length != pattern.length || !(pattern[i].startsWith("{") || pattern[i].equals(segments[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Carries it out. */
    public Object invoke(Object operations, Object... arguments) throws Throwable {
        try {
            return java.invoke(operations, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
