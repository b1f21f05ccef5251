package io.drover.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/** The metadata of the tables that a caller may read, under the names that Dynamics 365 has for schema and container. */
final class EntityModel extends CsdlAbstractEdmProvider {
    static final String NAMESPACE = "Microsoft.Dynamics.DataEntities";
    private static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "Resources");

    /** By the name of the entity set. */
    private final Map<String, EntityTable> sets = new LinkedHashMap<>();
    /** By the name of the entity type. */
    private final Map<String, EntityTable> types = new LinkedHashMap<>();

    EntityModel(List<EntityTable> tables) {
        for (EntityTable table : tables) {
            sets.put(table.name(), table);
            String type = singular(table.name());
            types.put(types.containsKey(type) ? table.name() : type, table);
        }
    }

    /** The public name of an entity, of which the set is the plural. */
    static String singular(String set) {
        if (set.endsWith("ies") && set.length() > 4) {
            return set.substring(0, set.length() - 3) + "y";
        }
        return set.endsWith("s") && !set.endsWith("ss") && set.length() > 2
                ? set.substring(0, set.length() - 1)
                : set + "Entity";
    }

    EntityTable table(String entitySet) {
        return sets.get(entitySet);
    }

    private FullQualifiedName typeOf(EntityTable table) {
        String name = types.entrySet().stream()
                .filter(type -> type.getValue().equals(table))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return new FullQualifiedName(NAMESPACE, name);
    }

    @Override
    public CsdlEntityType getEntityType(FullQualifiedName name) {
        EntityTable table = name.getNamespace().equals(NAMESPACE) ? types.get(name.getName()) : null;
        if (table == null) {
            return null;
        }
        return new CsdlEntityType()
                .setName(name.getName())
                .setKey(table.keys().stream()
                        .map(key -> new CsdlPropertyRef().setName(key.name()))
                        .toList())
                .setProperties(table.properties().stream()
                        .map(property -> property.csdl(table.keys().contains(property)))
                        .toList());
    }

    @Override
    public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
        EntityTable table = sets.get(name);
        return table == null || !container.equals(CONTAINER)
                ? null
                : new CsdlEntitySet().setName(name).setType(typeOf(table));
    }

    @Override
    public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
        return name == null || name.equals(CONTAINER)
                ? new CsdlEntityContainerInfo().setContainerName(CONTAINER)
                : null;
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
        return new CsdlEntityContainer()
                .setName(CONTAINER.getName())
                .setEntitySets(sets.keySet().stream()
                        .map(name -> getEntitySet(CONTAINER, name))
                        .toList());
    }

    @Override
    public List<CsdlSchema> getSchemas() {
        List<CsdlEntityType> all = new ArrayList<>();
        types.keySet().forEach(name -> all.add(getEntityType(new FullQualifiedName(NAMESPACE, name))));
        return List.of(
                new CsdlSchema().setNamespace(NAMESPACE).setEntityTypes(all).setEntityContainer(getEntityContainer()));
    }
}
