package io.drover.provider.file;

import io.drover.provider.NameForm;
import java.util.regex.Pattern;

/** How the tables of files are called that hold one each. */
public final class TableNames {
    /** What a rejects file has in its name beside that of the delivery. */
    private static final Pattern REJECTS = Pattern.compile("\\.rejects(-[0-9]+)?$");

    private TableNames() {}

    /** The name of a file without its extension; that of a rejects file is the delivery's, so that it can be dropped again. */
    public static String ofFile(String name) {
        int dot = name.lastIndexOf('.');
        boolean extension = dot > 0 && !REJECTS.matcher(name).find();
        String table =
                REJECTS.matcher(extension ? name.substring(0, dot) : name).replaceFirst("");
        return NameForm.composed(table);
    }
}
