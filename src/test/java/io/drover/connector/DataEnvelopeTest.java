package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes around every action (wire contract 2.0): requests as clients write them, answers and errors as they read them. */
class DataEnvelopeTest {
    private static final String ACTION = "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";
    private static DataServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new DataServer(new TestServer(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String path, byte[] body) throws Exception {
        return server.client.send(
                HttpRequest.newBuilder(URI.create(server.drover.server().url() + path))
                        .header("Authorization", server.app.bearer())
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    void anAnswerIsFlatODataWithItsHeaders() throws Exception {
        HttpResponse<String> answer = server.client.post("GetAzureWriteUrl", "{\"uniqueFileName\":\"a.zip\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; odata.metadata=minimal");
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        JsonNode body = DataClient.JSON.readTree(answer.body());
        assertThat(body.get("@odata.context").textValue())
                .isEqualTo(server.drover.server().url() + "/data/$metadata#Edm.String");
        assertThat(body.get("value").isTextual()).isTrue();
    }

    /** d365fo.integrations sends single quotes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'uniqueFileName':'a.zip'}",
                "{uniqueFileName:'a.zip'}",
                "{\"UniqueFileName\":\"a.zip\"}",
                "{\"uniquefilename\":\"a.zip\", }",
                "/* made by hand */ {\"uniqueFileName\":\"a.zip\", \"other\":{\"more\":[1,2]}}",
                "\uFEFF{\"uniqueFileName\":\"a.zip\"}"
            })
    void jsonIsReadAsLenientlyAsDynamicsDoes(String body) throws Exception {
        assertThat(server.client.post("GetAzureWriteUrl", body).statusCode()).isEqualTo(200);
    }

    @Test
    void utf16IsReadToo() throws Exception {
        byte[] body = "{\"uniqueFileName\":\"a.zip\"}".getBytes(StandardCharsets.UTF_16);

        assertThat(post(ACTION + "GetAzureWriteUrl", body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"uniqueFileName\":        | The body is no JSON: line 1",
                "[]                          | The body must be a JSON object",
                "null                        | The body must be a JSON object",
                "{}                          | The body has no uniqueFileName",
                "{\"uniqueFileName\":\"\"}   | The body has no uniqueFileName",
                "{\"uniqueFileName\":[1]}    | uniqueFileName",
                "{\"uniqueFileName\":\"a\\nb\"} | control character",
                "''                          | The body has no uniqueFileName"
            })
    void whatCannotBeReadIsSaid(String body, String text) throws Exception {
        HttpResponse<String> answer = server.client.post("GetAzureWriteUrl", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(text);
    }

    /** The message that people see, and the inner one that clients of Dynamics 365 search, both say it. */
    @Test
    void anErrorHasTheShapeOfODataAndNothingInternal() throws Exception {
        HttpResponse<String> answer = server.client.post("GetExecutionSummaryStatus", "{\"executionId\":\"none\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        JsonNode error = DataClient.JSON.readTree(answer.body()).get("error");
        assertThat(error.get("code").textValue()).isEmpty();
        assertThat(error.get("message").textValue()).startsWith("An error has occurred. The execution id 'none'");
        assertThat(error.get("innererror").get("message").textValue())
                .startsWith("Exception occurred while executing action GetExecutionSummaryStatus on Entity"
                        + " DataManagementDefinitionGroup: The execution id 'none' or its records were not found")
                .contains("were not found");
        assertThat(error.get("innererror").get("type").textValue()).isEqualTo("System.InvalidOperationException");
        assertThat(error.get("innererror").get("stacktrace").textValue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/datamanagementdefinitiongroups/microsoft.dynamics.dataentities.getazurewriteurl",
                "/DATA/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "/en/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "/en-us/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "/namespaces/AXSF/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "//data//DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl?cross-company=true"
            })
    void pathsAreTakenInAnyCaseWithLocaleAndPrefix(String path) throws Exception {
        assertThat(post(path, "{'uniqueFileName':'a.zip'}".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnknownActionIs404() throws Exception {
        assertThat(server.client.post("GetNothing", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InitializeDataManagement", "InitializeDataManagementAsync"})
    void whatHasNoValueIs204(String action) throws Exception {
        HttpResponse<String> answer = server.client.post(action, "{}");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theSequenceOfEntitiesIsThatOfAJobThatHasThemAll() throws Exception {
        assertThat(server.client
                        .value("GetEntitySequence", "listOfDataEntities", "terms of payment, Customer groups")
                        .textValue())
                .isEqualTo("Customer groups,Terms of payment");
        assertThat(server.client
                        .failure("GetEntitySequence", "listOfDataEntities", "Customers")
                        .status())
                .isEqualTo(404);
    }
}
