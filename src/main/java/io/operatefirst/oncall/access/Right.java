package io.operatefirst.oncall.access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewSpecBuilder;
import io.operatefirst.oncall.api.OnCallRotation;

/** Something that one may do, in the words of RBAC. */
public sealed interface Right {

  /** Adds to a question whether somebody has it. */
  SubjectAccessReviewSpecBuilder ask(SubjectAccessReviewSpecBuilder question);

  /** To push alerts to a rotation: to {@code create} its {@code oncallrotations/alerts}. */
  record Push(String namespace, String rotation) implements Right {

    @Override
    public SubjectAccessReviewSpecBuilder ask(SubjectAccessReviewSpecBuilder question) {
      return question
          .withNewResourceAttributes()
          .withVerb("create")
          .withGroup(HasMetadata.getGroup(OnCallRotation.class))
          .withVersion(HasMetadata.getVersion(OnCallRotation.class))
          .withResource(HasMetadata.getPlural(OnCallRotation.class))
          .withSubresource("alerts")
          .withNamespace(namespace)
          .withName(rotation)
          .endResourceAttributes();
    }
  }

  /** To read a rotation: to {@code get} it. */
  record ReadRotation(String namespace, String rotation) implements Right {

    @Override
    public SubjectAccessReviewSpecBuilder ask(SubjectAccessReviewSpecBuilder question) {
      return question
          .withNewResourceAttributes()
          .withVerb("get")
          .withGroup(HasMetadata.getGroup(OnCallRotation.class))
          .withVersion(HasMetadata.getVersion(OnCallRotation.class))
          .withResource(HasMetadata.getPlural(OnCallRotation.class))
          .withNamespace(namespace)
          .withName(rotation)
          .endResourceAttributes();
    }
  }

  /** To read metrics: to {@code get} the non-resource URL {@code /metrics}, as everywhere. */
  record ReadMetrics() implements Right {

    @Override
    public SubjectAccessReviewSpecBuilder ask(SubjectAccessReviewSpecBuilder question) {
      return question
          .withNewNonResourceAttributes()
          .withVerb("get")
          .withPath("/metrics")
          .endNonResourceAttributes();
    }
  }
}
