package empty;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Does nothing. */
public class EmptyReconciler implements Reconciler<Nothing> {

  @Override
  public UpdateControl<Nothing> reconcile(Nothing nothing, Context<Nothing> context) {
    return UpdateControl.noUpdate();
  }
}
