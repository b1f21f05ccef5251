package io.drover.api.local;

import io.drover.api.Diagnosis;
import io.drover.api.DiagnosisOperations;
import io.drover.api.OperationException;
import io.drover.api.doctor.Doctor;
import io.drover.definition.text.ClientId;
import io.drover.security.Caller;

/** The diagnosis of this process, for whoever asks: an application without a role learns about itself only. */
public final class LocalDiagnosisOperations implements DiagnosisOperations {
    private final Doctor doctor;
    private final Caller caller;

    public LocalDiagnosisOperations(Doctor doctor, Caller caller) {
        this.doctor = doctor;
        this.caller = caller;
    }

    @Override
    public Diagnosis diagnose(String application, String activity) {
        if (!caller.roles().isEmpty()) {
            return doctor.diagnose(application, activity);
        }
        if (application != null && !ClientId.canonical(application).equals(caller.clientId())) {
            throw new OperationException(
                    403, "an application without the role reader may ask about itself only: leave application out");
        }
        return doctor.diagnoseOwn(caller.clientId(), activity);
    }
}
