package io.drover.odata;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of entities that the metadata service of Dynamics 365 has, by which clients find the names of sets. */
final class DataEntities {
    private static final List<String> TAKEN = List.of("$top", "$skip");

    private DataEntities() {}

    static Answer list(List<EntityTable> tables, String baseUrl, String query) {
        Map<String, String> options = Requests.parameters(query);
        options.keySet().stream()
                .filter(name -> name.startsWith("$") && !TAKEN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConnectorRefusal(
                            501, "Not offered here: " + name + ". The list is short: read all of it.");
                });
        List<Map<String, Object>> entities = tables.stream()
                .sorted(Comparator.comparing(EntityTable::name))
                .skip(number(options, "$skip", 0))
                .limit(number(options, "$top", Integer.MAX_VALUE))
                .map(DataEntities::entity)
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", baseUrl + "/metadata/$metadata#DataEntities");
        body.put("value", entities);
        return Answer.json(200, body, Map.of("OData-Version", "4.0", "Cache-Control", "no-store"));
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        String text = options.get(name);
        try {
            if (text == null || Long.parseLong(text) >= 0) {
                return text == null ? otherwise : Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ConnectorRefusal.invalid(name + " is '" + text + "'; it must be a whole number from 0.");
    }

    private static Map<String, Object> entity(EntityTable table) {
        String name = EntityModel.singular(table.name());
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("Name", name);
        entity.put("PublicEntityName", name);
        entity.put("PublicCollectionName", table.name());
        entity.put("LabelId", null);
        entity.put("LabelText", table.exposed().label());
        entity.put("DataServiceEnabled", true);
        entity.put("DataManagementEnabled", true);
        entity.put("EntityCategory", "Master");
        entity.put("IsReadOnly", true);
        return entity;
    }
}
