package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.ODataClientErrorException;
import org.apache.olingo.client.api.communication.request.invoke.ODataInvokeRequest;
import org.apache.olingo.client.api.domain.ClientProperty;
import org.apache.olingo.client.api.domain.ClientValue;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.commons.api.format.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An OData client as it is, Apache Olingo's, calls actions. */
class OlingoTest {
    private final ODataClient olingo = ODataClientFactory.getClient();

    @Test
    void callsActionsAndReadsAnswersAndErrors(@TempDir Path folder) throws Exception {
        try (DataServer server = new DataServer(new TestServer(folder))) {
            String value = invoke(server, "GetAzureWriteUrl", "uniqueFileName", "groups.zip");
            assertThat(DataClient.JSON.readTree(value).get("BlobUrl").textValue())
                    .contains("/drover/dmf/groups-");

            String execution = server.importGroups("10,Wholesale");
            server.end(execution);
            assertThat(invoke(server, "GetExecutionSummaryStatus", "executionId", execution))
                    .isEqualTo("Succeeded");

            assertThatThrownBy(() -> invoke(server, "GetExecutionSummaryStatus", "executionId", "none"))
                    .isInstanceOfSatisfying(ODataClientErrorException.class, e -> {
                        assertThat(e.getStatusLine().getStatusCode()).isEqualTo(404);
                        assertThat(e.getMessage()).contains("The execution id 'none'");
                    });
        }
    }

    private String invoke(DataServer server, String action, String name, String value) {
        URI uri = URI.create(server.drover.server().url()
                + "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities." + action);
        Map<String, ClientValue> parameters = new TreeMap<>();
        parameters.put(
                name, olingo.getObjectFactory().newPrimitiveValueBuilder().buildString(value));
        ODataInvokeRequest<ClientProperty> request =
                olingo.getInvokeRequestFactory().getActionInvokeRequest(uri, ClientProperty.class, parameters);
        request.setFormat(ContentType.JSON);
        request.addCustomHeader("Authorization", server.app.bearer());
        return request.execute().getBody().getPrimitiveValue().toString();
    }
}
