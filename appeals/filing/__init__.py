"""An appeal: filed, registered, admitted or left without consideration, withdrawn (AP-01…AP-04, AP-10, AP-11)."""
