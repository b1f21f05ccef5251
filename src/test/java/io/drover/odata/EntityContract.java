package io.drover.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.ODataClientErrorException;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntitySetRequest;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.format.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities for reading, as a client library of OData and one by hand read them, the same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntityContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ODataClient olingo = ODataClientFactory.getClient();
    private TestServer drover;
    private TestApplication member;
    private TestApplication reader;

    /** URL of a new database for Drover's own tables; empty for H2 in the server's folder. */
    String database() {
        return "";
    }

    /** URL of a database beside Drover's own, in which the tables are; null when they are in its own. */
    String beside() {
        return null;
    }

    /** The type of times. */
    String timestamp() {
        return "timestamp";
    }

    private void sql(String... statements) throws SQLException {
        if (beside() == null) {
            drover.sql(statements);
            return;
        }
        try (Connection connection = drover.server().store().dataSource("shop").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',ANSI_QUOTES')");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        String source = beside() == null ? "drover" : "shop";
        drover = new TestServer(home)
                .with("drover.store.url", database())
                .with("drover.deploy.delay", "0.02")
                .with("drover.odata.page-size", "3")
                .with("drover.odata.max-top", "100")
                .with("drover.odata.entity-sets", "Secrets=%1$s/secret; Latest=%1$s/latest(Id)".formatted(source))
                .withRoutes("odata.camel.yaml", "data-management.camel.yaml")
                .withFile(
                        "Files/Jobs/Groups.xml",
                        "<job name='Groups'><source><csv/></source><destination><sql dataSource='"
                                + source + "'/></destination>"
                                + "<mapping source='Groups' destination='groups'/></job>");
        if (beside() != null) {
            drover.with("drover.datasource.shop.url", beside());
        }
        drover.start();
        sql(
                "CREATE TABLE \"groups\" (\"dataAreaId\" varchar(4) NOT NULL, \"Id\" int NOT NULL, \"Name\" varchar(40),"
                        + " \"Amount\" numeric(12,2), \"Big\" bigint, \"Active\" boolean, \"Day\" date, \"At\" "
                        + timestamp() + ","
                        + " \"Unit price\" double precision, PRIMARY KEY (\"dataAreaId\", \"Id\"))",
                "CREATE TABLE secret (id int PRIMARY KEY, word varchar(10))",
                "INSERT INTO secret VALUES (1, 'hidden')",
                "CREATE VIEW latest AS SELECT \"Id\", \"Name\" FROM \"groups\" WHERE \"dataAreaId\" = 'usmf'");
        for (int i = 1; i <= 7; i++) {
            sql("INSERT INTO \"groups\" VALUES ('usmf', " + i + ", "
                    + (i == 4 ? "NULL" : "'Group " + i + (i == 5 ? "_%" : "") + "'") + ", " + i + ".50, " + i
                    + "000000000000, " + (i % 2 == 0) + ", DATE '2026-01-0" + i + "', TIMESTAMP '2026-01-0" + i
                    + " 10:00:00.25', 1.5)");
        }
        sql("INSERT INTO \"groups\" VALUES ('demf', 1, 'Gruppe', NULL, NULL, NULL, NULL, NULL, NULL)");
        member = drover.application("member");
        reader = drover.application("reader", Role.READER);
        RecurringJobFile file = RecurringJobFile.importing("In", "Groups")
                .application(member.clientId())
                .with("<entity name=\"Customer groups\" table=\"Groups\" entitySet=\"CustomerGroups\"/>")
                .with("<company id=\"USMF\"><legalEntity id=\"DEMF\"/></company>");
        drover.withRecurringJob(file);
        await().until(() -> drover.server().catalog().has(RecurringJobDefinition.class, "In"));
    }

    @AfterAll
    void stop() {
        drover.close();
    }

    private String root() {
        return drover.server().url() + "/data";
    }

    private Answer get(TestApplication as, String path, String... headers) throws Exception {
        return send(as, "GET", path, headers);
    }

    private Answer send(TestApplication as, String method, String path, String... headers) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Authorization", as.bearer());
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        try (HttpConnection connection = new HttpConnection(drover.server().url())) {
            return connection.send(method, path, all, null);
        }
    }

    private JsonNode json(String path) throws Exception {
        Answer answer = get(member, path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String query(String option) {
        int equals = option.indexOf('=');
        return option.substring(0, equals + 1)
                + URLEncoder.encode(option.substring(equals + 1), StandardCharsets.UTF_8);
    }

    private List<Integer> ids(String options) throws Exception {
        List<Integer> ids = new ArrayList<>();
        String next = "/data/CustomerGroups?" + options;
        while (next != null) {
            JsonNode page = json(next);
            page.get("value").forEach(row -> ids.add(row.get("Id").intValue()));
            JsonNode link = page.get("@odata.nextLink");
            next = link == null
                    ? null
                    : link.textValue().substring(drover.server().url().length());
        }
        return ids;
    }

    // ---- By a library ----------------------------------------------------------------------------------------------

    @Test
    void aClientLibraryReadsMetadataAndAllPages() {
        var metadata = olingo.getRetrieveRequestFactory().getMetadataRequest(root());
        metadata.addCustomHeader("Authorization", member.bearer());
        Edm edm = metadata.execute().getBody();
        EdmEntityType type =
                edm.getEntityType(new FullQualifiedName("Microsoft.Dynamics.DataEntities", "CustomerGroup"));
        assertThat(type.getKeyPredicateNames()).containsExactly("dataAreaId", "Id");
        assertThat(type.getPropertyNames()).contains("Amount", "Unit_price");
        assertThat(type.getStructuralProperty("Amount").getScale()).isEqualTo(2);
        assertThat(edm.getEntityContainer().getEntitySets())
                .extracting(set -> set.getName())
                .containsExactly("CustomerGroups");

        List<ClientEntity> all = new ArrayList<>();
        URI next = URI.create(root() + "/CustomerGroups?$orderby=Id%20desc&$count=true");
        while (next != null) {
            ODataEntitySetRequest<ClientEntitySet> request =
                    olingo.getRetrieveRequestFactory().getEntitySetRequest(next);
            request.setFormat(ContentType.JSON);
            request.addCustomHeader("Authorization", member.bearer());
            ClientEntitySet page = request.execute().getBody();
            assertThat(page.getCount()).isEqualTo(7);
            assertThat(page.getEntities()).hasSizeLessThanOrEqualTo(3);
            all.addAll(page.getEntities());
            next = page.getNext();
        }
        assertThat(all)
                .extracting(each -> each.getProperty("Id").getPrimitiveValue().toValue())
                .containsExactly(7, 6, 5, 4, 3, 2, 1);
        assertThat(new BigDecimal(
                        all.get(0).getProperty("Amount").getPrimitiveValue().toString()))
                .isEqualByComparingTo("7.50");

        assertThatThrownBy(() -> {
                    var unknown =
                            olingo.getRetrieveRequestFactory().getEntitySetRequest(URI.create(root() + "/Vendors"));
                    unknown.addCustomHeader("Authorization", member.bearer());
                    unknown.execute();
                })
                .isInstanceOfSatisfying(ODataClientErrorException.class, e -> {
                    assertThat(e.getStatusLine().getStatusCode()).isEqualTo(404);
                    assertThat(e.getODataError().getMessage()).contains("Vendors");
                });
    }

    // ---- Options ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Id gt 2 and Id le 4                     | 3,4",
                "Id eq 1 or not (Id lt 7)                | 1,7",
                "Name eq 'Group 2'                       | 2",
                "Name ne 'Group 2'                       | 1,3,4,5,6,7",
                "Name eq null                            | 4",
                "Name ne null and Id gt 5                | 6,7",
                "contains(Name,'_%')                     | 5",
                "startswith(tolower(Name),'group 3')     | 3",
                "endswith(Name,'7')                      | 7",
                "Active                                  | 2,4,6",
                "Active eq false and Id lt 4             | 1,3",
                "Amount ge 6.5                           | 6,7",
                "Big eq 3000000000000                    | 3",
                "Day eq 2026-01-04                       | 4",
                "At gt 2026-01-06T10:00:00Z              | 6,7",
                "At eq 2026-01-02T11:00:00.25%2B01:00    | 2",
                "Id add 1 eq 3                           | 2",
                "Id in (1,5)                             | 1,5",
                "indexof(Name,'_') eq 7                  | 5",
                "indexof(Name,'zz') eq -1 and Id eq 2    | 2",
                "substring(Name,6) eq '3'                | 3",
                "substring(Name,0,5) eq 'Group' and Id gt 6 | 7",
                "year(Day) eq 2026 and day(At) eq 3      | 3",
                "round(Amount) eq 8                      | 7",
                "floor(Amount) eq 7 and ceiling(Amount) eq 8 | 7",
                "concat(Name,'x') eq 'Group 1x'          | 1",
                "trim(Name) eq 'Group 6'                 | 6",
                "length(Name) eq 9                       | 5",
                "Name eq 'x'' OR ''1''=''1'              | ''",
                "dataAreaId eq 'UsMf' and Id eq 1        | 1",
                "Unit_price eq 1.5 and Id eq 6           | 6"
            })
    void aFilterChooses(String filter, String expected) throws Exception {
        String encoded =
                "$filter=" + filter.replace(" ", "+").replace("'%", "'%25").replace("_%'", "_%25'");
        List<Integer> wanted = expected == null || expected.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(expected.split(","))
                        .map(Integer::valueOf)
                        .toList();

        assertThat(ids(encoded)).as(encoded).isEqualTo(wanted);
    }

    @Test
    void pagesAreInOneOrderAndTopAndSkipGoAcrossThem() throws Exception {
        assertThat(ids("")).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(ids("$top=5&$skip=1")).containsExactly(2, 3, 4, 5, 6);
        assertThat(ids("$top=0")).isEmpty();
        assertThat(ids(query("$orderby=Name desc"))).containsExactly(7, 6, 5, 3, 2, 1, 4);
        assertThat(ids(query("$orderby=Name"))).containsExactly(4, 1, 2, 3, 5, 6, 7);
        assertThat(ids(query("$orderby=Active desc,Id desc"))).containsExactly(6, 4, 2, 7, 5, 3, 1);
        JsonNode small = JSON.readTree(get(member, "/data/CustomerGroups", "Prefer", "odata.maxpagesize=2")
                .body());
        assertThat(small.get("value")).hasSize(2);
        JsonNode last = json("/data/CustomerGroups?$top=3");
        assertThat(last.has("@odata.nextLink")).isFalse();
    }

    @Test
    void whatIsSelectedCountedAndReadByItsKey() throws Exception {
        JsonNode selected = json("/data/CustomerGroups?$select=Name&$top=1&$count=true");
        assertThat(selected.get("@odata.count").intValue()).isEqualTo(7);
        assertThat(selected.get("@odata.context").textValue())
                .isEqualTo(root() + "/$metadata#CustomerGroups(dataAreaId,Id,Name)");
        assertThat(selected.get("value").get(0).get("Name").textValue()).isEqualTo("Group 1");
        assertThat(selected.get("value").get(0).has("Amount")).isFalse();
        assertThat(get(member, "/data/CustomerGroups/$count?%24filter=Id+gt+5").text())
                .isEqualTo("2");

        JsonNode one = json("/data/CustomerGroups(dataAreaId='USMF',Id=2)");
        assertThat(one.get("Name").textValue()).isEqualTo("Group 2");
        assertThat(one.get("At").textValue()).isEqualTo("2026-01-02T10:00:00.25Z");
        assertThat(one.get("Amount").decimalValue()).isEqualByComparingTo("2.50");
        assertThat(get(member, "/data/CustomerGroups(dataAreaId='usmf',Id=99)").status())
                .isEqualTo(404);
        assertThat(json("/data").get("value").get(0).get("name").textValue()).isEqualTo("CustomerGroups");
        JsonNode entities = json("/metadata/DataEntities");
        assertThat(entities.get("value")).hasSize(1);
        assertThat(entities.get("value").get(0).get("PublicCollectionName").textValue())
                .isEqualTo("CustomerGroups");
        assertThat(entities.get("value").get(0).get("LabelText").textValue()).isEqualTo("Customer groups");
    }

    // ---- Who, and which legal entity -------------------------------------------------------------------------------

    @Test
    void otherLegalEntitiesAreShownAcrossCompaniesAndOnlyThoseThatAreListed() throws Exception {
        sql("INSERT INTO \"groups\" (\"dataAreaId\", \"Id\") VALUES ('frrt', 1)");
        assertThat(ids("cross-company=true")).containsExactly(1, 1, 2, 3, 4, 5, 6, 7);
        assertThat(ids("cross-company=true&" + query("$filter=dataAreaId eq 'DEMF'")))
                .containsExactly(1);
        assertThat(ids("cross-company=true&" + query("$filter=dataAreaId eq 'frrt'")))
                .isEmpty();
        assertThat(ids(query("$filter=dataAreaId eq 'demf'"))).isEmpty();
    }

    @Test
    void anApplicationReadsWhatItsRecurringJobsExposeAndAReaderAll() throws Exception {
        assertThat(get(member, "/data/Secrets").status()).isEqualTo(404);
        assertThat(get(drover.application("stranger"), "/data/CustomerGroups").status())
                .isEqualTo(404);
        assertThat(get(reader, "/data/CustomerGroups").status()).isEqualTo(200);
        assertThat(get(reader, "/data/Secrets").text()).contains("hidden");
        assertThat(get(reader, "/data/Latest?$top=1").text()).contains("Group 1");
        try (HttpConnection nobody = new HttpConnection(drover.server().url())) {
            Answer refused = nobody.send("GET", "/data/CustomerGroups", Map.of(), null);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(JSON.readTree(refused.body()).at("/error/message").textValue())
                    .contains("token");
        }
    }

    // ---- What is not offered ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/data/CustomerGroups?$filter=Nope+eq+1                      | 400 | Nope",
                "/data/CustomerGroups?$filter=Id+eq+'a'                      | 400 | ''",
                "/data/CustomerGroups?$filter=substring(Name,Id)+eq+'a'      | 501 | substring",
                "/data/CustomerGroups?$filter=maxdatetime()+gt+At            | 501 | maxdatetime",
                "/data/CustomerGroups?$expand=Lines                          | 501 | $expand",
                "/data/CustomerGroups?%24expand=*&$top=1                     | 501 | $expand",
                "/data/CustomerGroups?$top=101                               | 400 | drover.odata.max-top",
                "/data/CustomerGroups?$skiptoken=abc                         | 400 | nextLink",
                "/data/CustomerGroups?$search=x                              | 501 | $search",
                "/data/CustomerGroups?$orderby=length(Name)                  | 501 | $orderby",
                "/data/CustomerGroups?$format=atom                           | 406 | ''",
                "/data/CustomerGroups(1)                                     | 400 | ''",
                "/metadata/DataEntities?$filter=x                            | 501 | $filter"
            })
    void whatCannotBeAnsweredIsAnErrorOfOData(String path, int status, String text) throws Exception {
        Answer answer = get(member, path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).at("/error/message").textValue())
                .isNotBlank()
                .contains(text == null ? "" : text);
        assertThat(answer.headers().get("x-drover-reason")).isNotBlank();
    }

    @Test
    void atomAndWritingAreNotOffered() throws Exception {
        assertThat(get(member, "/data/CustomerGroups", "Accept", "application/atom+xml")
                        .status())
                .isEqualTo(406);
        for (String method : new String[] {"POST", "PATCH", "PUT", "DELETE"}) {
            Answer answer = send(member, method, "/data/CustomerGroups");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(JSON.readTree(answer.body()).at("/error/message").textValue())
                    .contains("read");
        }
        Answer batch = send(member, "POST", "/data/$batch", "Content-Type", "multipart/mixed; boundary=b");
        assertThat(batch.status()).isEqualTo(501);
        assertThat(JSON.readTree(batch.body()).at("/error/message").textValue()).contains("$batch");
        String actions = "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";
        assertThat(send(member, "POST", actions + "GetNothing").status()).isEqualTo(404);
        assertThat(send(member, "POST", actions + "InitializeDataManagement").status())
                .isEqualTo(204);
    }
}
