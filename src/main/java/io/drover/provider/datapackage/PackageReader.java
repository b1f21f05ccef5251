package io.drover.provider.datapackage;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a data package: the entities in the order of their execution units, levels and sequences, each as a table with the
 * entity's label as its name. Fields are mapped as the manifest says; an entity without a map gives the columns of its file.
 * Entities within those of a composite file are tables with the names of their elements.
 */
public final class PackageReader implements RecordReader {
    private final PackageFile packaged;
    private final SourceFormat.Context context;
    private final Set<String> wanted;
    private final List<String> remarks = new ArrayList<>();
    private final Iterator<Entity> entities;
    private Entity entity;
    private FieldMap fields;
    /** The fields of the entities within it, by the names of their elements. */
    private final Map<String, FieldMap> within = new HashMap<>();

    private volatile RecordReader reader;
    /** The table of the open file that is the entity itself. */
    private String main;

    private long records;

    private PackageReader(PackageFile packaged, SourceFormat.Context context) throws DeliveryException {
        this.packaged = packaged;
        this.context = context;
        this.wanted = context.tables();
        this.entities = chosen().iterator();
    }

    /**
     * Opens a package.
     *
     * @param context its tables are the entities whose files are opened
     * @throws DeliveryException when it is none, when its manifest names what is not there, or when none of its entities is wanted
     */
    static PackageReader open(DeliveryFile file, SourceFormat.Context context) throws IOException {
        PackageFile packaged = PackageFile.open(file);
        try {
            return new PackageReader(packaged, context);
        } catch (IOException | RuntimeException e) {
            packaged.close();
            throw e;
        }
    }

    /**
     * Checks what can be known before a record is read, as {@link #open} does, and that the package has its header: Dynamics 365
     * takes none without.
     *
     * @throws DeliveryException that says what is wrong
     */
    public static void check(DeliveryFile file, Set<String> wanted) throws IOException {
        try (PackageReader reader = open(file, new SourceFormat.Context(null, wanted))) {
            reader.packaged.requireHeader();
        }
    }

    /**
     * The labels of the entities that a package has, in the order in which they are to be loaded.
     *
     * @throws DeliveryException when it is none
     */
    public static List<String> entities(DeliveryFile file) throws IOException {
        try (PackageFile packaged = PackageFile.open(file)) {
            return packaged.entities().stream()
                    .filter(each -> !each.disabled())
                    .map(Entity::name)
                    .toList();
        }
    }

    /** The same with the names that they have in the code. */
    public static Set<String> names(DeliveryFile file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (PackageFile packaged = PackageFile.open(file)) {
            for (Entity each : packaged.entities()) {
                if (!each.disabled()) {
                    names.add(each.name());
                    names.add(each.target() == null ? each.name() : each.target());
                }
            }
        }
        return names;
    }

    private List<Entity> chosen() throws DeliveryException {
        List<Entity> chosen = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (Entity each : packaged.entities()) {
            if (each.disabled()) {
                remarks.add("the entity " + each.name() + " is disabled in the manifest and was left out");
            } else if (isWanted(each)) {
                chosen.add(each);
            } else {
                others.add(each.name());
            }
        }
        if (chosen.isEmpty() && !others.isEmpty()) {
            throw new DeliveryException(
                    "the package has no entity that the job loads: it has " + String.join(", ", others)
                            + "; the mappings of the job are for "
                            + String.join(", ", wanted.stream().sorted().toList()),
                    0,
                    0,
                    false);
        }
        if (!others.isEmpty()) {
            remarks.add("left out, as no mapping of the job is for them: " + String.join(", ", others));
        }
        if (!packaged.hasHeader()) {
            remarks.add("the package has no " + PackageFile.HEADER + ", without which Dynamics 365 takes none");
        }
        return chosen;
    }

    /** A file of XML may be composite, with a wanted entity that the manifest does not name within one that is not wanted. */
    private boolean isWanted(Entity each) {
        return wanted.isEmpty()
                || wanted.contains(folded(each))
                || (PackageFile.kind(each) == EntityFile.XML
                        && !packaged.entities().stream()
                                .map(PackageReader::folded)
                                .collect(Collectors.toSet())
                                .containsAll(wanted));
    }

    private static String folded(Entity each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public RecordBatch next() throws IOException {
        while (true) {
            if (reader == null && !nextEntity()) {
                return null;
            }
            try {
                RecordBatch batch = reader.next();
                if (batch != null) {
                    return ofPackage(batch);
                }
                reader.close();
                reader = null;
            } catch (DeliveryException e) {
                throw ofEntity(e);
            }
        }
    }

    private boolean nextEntity() throws IOException {
        if (!entities.hasNext()) {
            return false;
        }
        entity = entities.next();
        fields = new FieldMap(entity);
        within.clear();
        main = null;
        try {
            reader = PackageFile.kind(entity)
                    .open(
                            packaged.file(entity.file()),
                            entity.content().sheet(),
                            entity.content().stylesheets().stream()
                                    .map(packaged::file)
                                    .toList(),
                            context);
        } catch (DeliveryException e) {
            throw ofEntity(e);
        }
        return true;
    }

    private RecordBatch ofPackage(RecordBatch batch) {
        String table = batch.table().name();
        if (main == null) {
            main = entity.target() != null && PackageFile.kind(entity) == EntityFile.XML ? entity.target() : table;
        }
        boolean nested = PackageFile.kind(entity) == EntityFile.XML && !table.equalsIgnoreCase(main);
        FieldMap map = nested ? within.computeIfAbsent(table, name -> new FieldMap(within(name))) : fields;
        RecordBatch mapped = map.map(batch, records);
        records += mapped.records().size();
        return mapped;
    }

    private Entity within(String table) {
        return new Entity(
                table,
                null,
                new Entity.Content(entity.file(), null, entity.content().sourceFormat(), List.of()),
                List.of(),
                false,
                entity.order());
    }

    private DeliveryException ofEntity(DeliveryException e) {
        return e.in("the entity " + entity.name() + " (" + entity.file() + ")");
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void cancel() {
        RecordReader open = reader;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        try (packaged) {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
