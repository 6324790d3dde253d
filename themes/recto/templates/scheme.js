// Sets what the reader chose, before the first paint: the colour scheme, and whether all answers stand open.
try{let d=document.documentElement.dataset,s=localStorage;if(s.scheme)d.scheme=s.scheme;if(s.a)d.all=""}catch{}
